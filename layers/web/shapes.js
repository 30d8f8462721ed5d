/* Maths of what is drawn on the map: parts of a geometry, lengths and areas on the ellipsoid of
   CGCS2000, crossings, and what a place snaps to. Coordinates are [longitude, latitude], degrees; a
   part is { rings: [...] }: one place, one line, or the rings of an area, none closed. */
(function () {
  "use strict";
  if (!window.planmap || planmap.shapes) return;

  const AXIS = 6378137, FLAT = 1 / 298.257222101, E2 = FLAT * (2 - FLAT), E = Math.sqrt(E2), RAD = Math.PI / 180;
  const KINDS = { Point: "point", LineString: "line", Polygon: "area" };
  const NAMES = { point: "Point", line: "LineString", area: "Polygon" };
  const LEAST = { point: 1, line: 2, area: 3 };
  const MOST_SNAPPED = 500;

  const round = (at) => [Number(at[0].toFixed(7)), Number(at[1].toFixed(7))];
  const same = (a, b) => a[0] === b[0] && a[1] === b[1];

  function open(ring) { return ring.length > 1 && same(ring[0], ring[ring.length - 1]) ? ring.slice(0, -1) : ring; }

  /* Kind and parts of a GeoJSON geometry; null has neither. */
  function take(geometry) {
    if (!geometry) return { kind: "", parts: [] };
    const single = geometry.type.replace("Multi", ""), kind = KINDS[single];
    const parts = geometry.type === single ? [geometry.coordinates] : geometry.coordinates;
    const rings = { point: (c) => [[c]], line: (c) => [c], area: (c) => c.map(open) }[kind];
    return { kind: kind, parts: parts.map((c) => ({ rings: rings(c).map((ring) => ring.map((at) => [at[0], at[1]])) })) };
  }

  function give(kind, parts) {
    if (!parts.length) return null;
    const plain = { point: (p) => p.rings[0][0], line: (p) => p.rings[0],
                    area: (p) => p.rings.map((ring) => ring.concat([ring[0]])) }[kind];
    const all = parts.map(plain);
    return all.length === 1 ? { type: NAMES[kind], coordinates: all[0] } : { type: "Multi" + NAMES[kind], coordinates: all };
  }

  function edge(a, b) {
    const lat = (a[1] + b[1]) / 2 * RAD, w = 1 - E2 * Math.sin(lat) ** 2;
    const north = (b[1] - a[1]) * RAD * AXIS * (1 - E2) / w ** 1.5;
    const east = (b[0] - a[0]) * RAD * AXIS / Math.sqrt(w) * Math.cos(lat);
    return Math.hypot(north, east);
  }

  function length(line, closed) {
    let sum = 0;
    for (let i = 1; i < line.length; i++) sum += edge(line[i - 1], line[i]);
    return closed && line.length > 2 ? sum + edge(line[line.length - 1], line[0]) : sum;
  }

  /* Area below a parallel of latitude, a radian wide. */
  function strip(lat) {
    const s = Math.sin(lat * RAD);
    return AXIS * AXIS * (1 - E2) / 2 * (s / (1 - E2 * s * s) + Math.atanh(E * s) / E);
  }

  function ringArea(ring) {
    if (ring.length < 3) return 0;
    const base = strip(ring[0][1]);
    let sum = 0;
    ring.forEach((a, i) => {
      const b = ring[(i + 1) % ring.length];
      const mean = (strip(a[1]) + 4 * strip((a[1] + b[1]) / 2) + strip(b[1])) / 6; // Simpson
      sum += (b[0] - a[0]) * RAD * (mean - base);
    });
    return Math.abs(sum);
  }

  function area(rings) { return rings.reduce((sum, ring, i) => sum + (i ? -1 : 1) * ringArea(ring), 0); }

  const metres = (m) => (m < 1000 ? m.toFixed(1) + " 米" : (m / 1000).toFixed(3) + " 千米");
  const squares = (m2) => (m2 < 10000 ? m2.toFixed(0) + " 平方米" : (m2 / 10000).toFixed(3) + " 公顷");

  /* Length or area in words. */
  function told(kind, parts) {
    if (kind === "line") return "长 " + metres(parts.reduce((sum, p) => sum + length(p.rings[0]), 0));
    if (kind !== "area") return parts.length > 1 ? parts.length + " 个点" : "";
    const around = parts.reduce((sum, p) => sum + p.rings.reduce((all, ring) => all + length(ring, true), 0), 0);
    return "面积 " + squares(parts.reduce((sum, p) => sum + area(p.rings), 0)) + "，周长 " + metres(around);
  }

  const turn = (a, b, c) => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
  const within = (a, b, c) => Math.min(a[0], b[0]) <= c[0] && c[0] <= Math.max(a[0], b[0]) &&
                              Math.min(a[1], b[1]) <= c[1] && c[1] <= Math.max(a[1], b[1]);

  /* Where two edges meet, null where they do not. */
  function meeting(a, b, c, d) {
    if (Math.max(a[0], b[0]) < Math.min(c[0], d[0]) || Math.max(c[0], d[0]) < Math.min(a[0], b[0]) ||
        Math.max(a[1], b[1]) < Math.min(c[1], d[1]) || Math.max(c[1], d[1]) < Math.min(a[1], b[1])) return null;
    const p = turn(a, b, c), q = turn(a, b, d), r = turn(c, d, a), s = turn(c, d, b);
    if (((p > 0 && q < 0) || (p < 0 && q > 0)) && ((r > 0 && s < 0) || (r < 0 && s > 0))) {
      return [a[0] + (b[0] - a[0]) * r / (r - s), a[1] + (b[1] - a[1]) * r / (r - s)];
    }
    if (p === 0 && within(a, b, c)) return c;
    if (q === 0 && within(a, b, d)) return d;
    if (r === 0 && within(c, d, a)) return a;
    return s === 0 && within(c, d, b) ? b : null;
  }

  /* Where a ring, or a line that becomes one, meets itself; `only` are numbers of edges to look at. */
  function crossing(ring, closed, only) {
    const n = ring.length, edges = closed ? n : n - 1;
    for (const i of only || Array.from({ length: edges }, (_, k) => k)) {
      if (i < 0 || i >= edges) continue;
      for (let j = 0; j < edges; j++) {
        const apart = Math.abs(i - j);
        if (apart < 2 || (closed && apart === n - 1)) continue;
        const at = meeting(ring[i], ring[(i + 1) % n], ring[j], ring[(j + 1) % n]);
        if (at) return at;
      }
    }
    return null;
  }

  function inside(at, rings) {
    let odd = false;
    rings.forEach((ring) => ring.forEach((a, i) => {
      const b = ring[(i + 1) % ring.length];
      if ((a[1] > at[1]) !== (b[1] > at[1]) && at[0] < (b[0] - a[0]) * (at[1] - a[1]) / (b[1] - a[1]) + a[0]) odd = !odd;
    }));
    return odd;
  }

  /* The place of an edge that is nearest, measured with longitudes shrunk by `shrink`. */
  function nearestOf(a, b, at, shrink) {
    const x = (b[0] - a[0]) * shrink, y = b[1] - a[1], long = x * x + y * y;
    const share = long ? Math.max(0, Math.min(1, ((at[0] - a[0]) * shrink * x + (at[1] - a[1]) * y) / long)) : 0;
    return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
  }

  /* What can be snapped to: [{ name, line: [[lon, lat], ...] }], those nearest to `centre` where
     there are too many. `reach` is in degrees of latitude. A corner goes before an edge. */
  function snapper(lines, centre) {
    const boxed = lines.map((each) => {
      const box = [Infinity, Infinity, -Infinity, -Infinity];
      each.line.forEach((at) => {
        box[0] = Math.min(box[0], at[0]); box[1] = Math.min(box[1], at[1]);
        box[2] = Math.max(box[2], at[0]); box[3] = Math.max(box[3], at[1]);
      });
      const off = Math.hypot(Math.max(box[0] - centre[0], 0, centre[0] - box[2]), Math.max(box[1] - centre[1], 0, centre[1] - box[3]));
      return { name: each.name, line: each.line, box: box, off: off };
    });
    if (boxed.length > MOST_SNAPPED) boxed.sort((a, b) => a.off - b.off);
    const kept = boxed.slice(0, MOST_SNAPPED);

    function find(at, reach) {
      const shrink = Math.cos(at[1] * RAD), wide = reach / shrink;
      const far = (to) => Math.hypot((to[0] - at[0]) * shrink, to[1] - at[1]);
      let corner = null, side = null, least = reach, lowest = reach;
      for (const { name, line, box } of kept) {
        if (at[0] < box[0] - wide || at[0] > box[2] + wide || at[1] < box[1] - reach || at[1] > box[3] + reach) continue;
        for (let i = 0; i < line.length; i++) {
          const off = far(line[i]);
          if (off < least) { least = off; corner = { at: line[i], name: name }; }
          if (!i) continue;
          const on = nearestOf(line[i - 1], line[i], at, shrink), away = far(on);
          if (away < lowest) { lowest = away; side = { at: on, name: name }; }
        }
      }
      const found = corner || side;
      return found && { at: round(found.at), name: found.name, corner: !!corner };
    }
    return { find: find, size: kept.length, left: boxed.length - kept.length };
  }

  planmap.shapes = { take: take, give: give, length: length, area: area, told: told, crossing: crossing, inside: inside,
                     nearestOf: nearestOf, snapper: snapper, round: round, same: same, LEAST: LEAST };
})();
