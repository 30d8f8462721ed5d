/* Columns of many points: fetched once and kept by key, sorted into a grid that is quick to ask. */
(function () {
  "use strict";
  if (!window.planmap || planmap.grid) return;

  const GONE = 255, APART = "\u001e", SIDE = 256, MOST_KEPT = 30;

  async function bytes(part) {
    if (part.base64 !== undefined) return Uint8Array.from(atob(part.base64), (c) => c.charCodeAt(0)).buffer;
    const answer = await fetch(part.url);
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.arrayBuffer();
  }

  async function texts(part) {
    const all = part.text !== undefined ? part.text : new TextDecoder().decode(await bytes(part));
    return all.split(APART);
  }

  /* Millionths of a degree to Web Mercator, the world being the unit square. */
  function projected(at) {
    const n = at.length / 2, x = new Float64Array(n), y = new Float64Array(n), most = 85.0511287798;
    for (let i = 0; i < n; i++) {
      const lat = Math.max(-most, Math.min(most, at[2 * i + 1] / 1e6)), s = Math.sin(lat * Math.PI / 180);
      x[i] = at[2 * i] / 360e6 + 0.5;
      y[i] = 0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI);
    }
    return { n: n, x: x, y: y };
  }

  function extent(values) {
    let low = Infinity, high = -Infinity;
    for (let i = 0; i < values.length; i++) {
      if (values[i] < low) low = values[i];
      if (values[i] > high) high = values[i];
    }
    return [low, high];
  }

  /* Points sorted into a grid over their extent: those of cell c are order[start[c] .. start[c + 1]]. */
  function indexed(at) {
    const p = projected(at), [west, east] = extent(p.x), [north, south] = extent(p.y);
    const wide = (east - west) / SIDE || 1e-12, high = (south - north) / SIDE || 1e-12;
    const column = (x) => Math.max(0, Math.min(SIDE - 1, Math.floor((x - west) / wide)));
    const row = (y) => Math.max(0, Math.min(SIDE - 1, Math.floor((y - north) / high)));
    const cell = new Uint32Array(p.n), start = new Uint32Array(SIDE * SIDE + 1), order = new Uint32Array(p.n);
    for (let i = 0; i < p.n; i++) { cell[i] = row(p.y[i]) * SIDE + column(p.x[i]); start[cell[i] + 1]++; }
    for (let c = 0; c < SIDE * SIDE; c++) start[c + 1] += start[c];
    const next = start.slice();
    for (let i = 0; i < p.n; i++) order[next[cell[i]]++] = i;
    return Object.assign(p, { at: at, west: west, east: east, north: north, south: south,
                              column: column, row: row, start: start, order: order });
  }

  /* Call `each` for the points within a box of the unit square that are kept. */
  function within(store, marks, box, each) {
    const first = store.column(box[0]), last = store.column(box[2]);
    for (let r = store.row(box[1]); r <= store.row(box[3]); r++) {
      const end = store.start[r * SIDE + last + 1];
      for (let k = store.start[r * SIDE + first]; k < end; k++) {
        const i = store.order[k], x = store.x[i], y = store.y[i];
        if (x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3] && !(marks && marks[i] === GONE)) each(i);
      }
    }
  }

  const kept = new Map();
  function once(key, make) {
    const known = kept.get(key) || { ready: null };
    kept.delete(key);
    kept.set(key, known);
    while (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value);
    if (!known.coming) {
      known.coming = make().then((made) => (known.ready = made));
      known.coming.catch(() => kept.delete(key));
    }
    return known;
  }

  async function both(told) {
    const wanted = [told.names, told.ids].map((part) => (part ? texts(part) : null));
    const [names, ids] = await Promise.all(wanted);
    return { names: names, ids: ids };
  }

  planmap.grid = {
    within: within,
    isKept: (part) => kept.has(part.url),
    points: (told) => once(told.places.url || told.key, async () => indexed(new Int32Array(await bytes(told.places)))),
    marks: (told) => once(told.marks.url || told.key + "marks", async () => new Uint8Array(await bytes(told.marks))),
    words: (told) => once(told.names.url || told.key + "names", () => both(told)),
  };
})();
