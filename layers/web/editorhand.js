/* The hand on an edit: mouse, finger, pen and keys. Corners, edges and parts are looked for by their
   distance on the screen, so that a finger finds what a mouse would. */
(function () {
  "use strict";
  if (!window.planmap || !planmap.editor || planmap.editor.hand) return;

  const ed = planmap.editor, shapes = planmap.shapes;
  const REACH = { mouse: 10, pen: 14, touch: 20 }, LONG_MS = 600, TWICE_MS = 400, STILL_PX = 4, MIDDLE_PX = 34, NUDGE_PX = 2;
  const hand = ed.hand = { at: null, snap: null, over: null, keys: false };
  let map = null, grab = null, skip = false, reach = REACH.mouse, tapped = { time: 0, key: "" }, index = null, free = false;

  const screen = hand.screen = (at) => map.latLngToContainerPoint([at[1], at[0]]);
  const ground = (x, y) => { const p = map.containerPointToLatLng([x, y]); return [p.lng, p.lat]; };
  const spot = (e) => { const p = map.mouseEventToContainerPoint(e); return [p.x, p.y]; };
  const off = (at, x, y) => { const p = screen(at); return Math.hypot(p.x - x, p.y - y); };

  /* Lines in view that may be snapped to; what is edited itself is none. */
  hand.reindex = function () {
    if (!ed.state || !map) return;
    const view = map.getBounds(), lines = [], wanted = ed.state.layers, own = ed.state.item.split(":")[1];
    const add = (name, found, closed) => {
      if (found.length && Array.isArray(found[0])) { found.forEach((each) => add(name, each, closed)); return; }
      const line = found.map((p) => [p.lng, p.lat]);
      lines.push({ name: name, line: closed && line.length ? line.concat([line[0]]) : line });
    };
    map.eachLayer((layer) => {
      const told = layer.feature && layer.feature.properties;
      if (!told || !told.layer || told.id === own || (wanted && !wanted.includes(told.layer))) return;
      const name = String(told.tip || "").split("\n")[0];
      if (layer.getLatLngs) { if (view.intersects(layer.getBounds())) add(name, layer.getLatLngs(), layer instanceof L.Polygon); }
      else if (layer.getLatLng && view.contains(layer.getLatLng())) add(name, [layer.getLatLng()], false);
    });
    const centre = map.getCenter();
    index = shapes.snapper(lines, [centre.lng, centre.lat]);
    hand.snappable = { size: index.size, left: index.left };
  };

  /* A place, or what it snaps to. */
  hand.snapped = function (at) {
    hand.snap = null;
    if (!ed.state.snapOn || free || !index) return shapes.round(at);
    const edge = ground(0, map.getSize().y / 2)[1] - ground(0, map.getSize().y / 2 + Math.max(reach, 10))[1];
    hand.snap = index.find(at, Math.abs(edge));
    return hand.snap ? hand.snap.at : shapes.round(at);
  };

  function each(act) {
    ed.state.parts.forEach((part, p) => part.rings.forEach((ring, r) => ring.forEach((at, i) => act(at, { part: p, ring: r, i: i }, ring))));
  }

  /* The corner or the middle of an edge under a place of the screen. */
  function found(x, y) {
    let best = null, least = reach;
    each((at, ref) => { const d = off(at, x, y); if (d <= least) { least = d; best = { ref: ref, middle: false }; } });
    if (best || ed.state.kind === "point") return best;
    each((at, ref, ring) => {
      const next = ring[ref.i + 1] || (ed.state.kind === "area" ? ring[0] : null), half = next && middle(at, next), d = half ? off(half, x, y) : Infinity;
      if (d <= least) { least = d; best = { ref: ref, middle: half }; }
    });
    return best;
  }

  /* The middle of an edge that is long enough on the screen to have one. */
  function middle(a, b) {
    const p = screen(a), q = screen(b);
    return Math.hypot(p.x - q.x, p.y - q.y) < MIDDLE_PX ? null : [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  }
  hand.middle = middle;

  function partAt(x, y) {
    const s = ed.state, at = ground(x, y), shrink = Math.cos(at[1] * Math.PI / 180);
    let best = -1, least = reach;
    s.parts.forEach((part, p) => {
      if (s.kind === "area" && shapes.inside(at, part.rings)) { best = p; least = 0; return; }
      part.rings.forEach((ring) => ring.forEach((a, i) => {
        const b = ring[i + 1] || (s.kind === "area" ? ring[0] : a), d = off(shapes.nearestOf(a, b, at, shrink), x, y);
        if (d <= least) { least = d; best = p; }
      }));
    });
    return best;
  }

  /* While a scan is matched to the map, its clicks are not the editor's. */
  const matching = () => !!(planmap.scan && planmap.scan.shown && planmap.scan.shown._told.pick);

  function down(e) {
    if (!ed.state || matching() || e.target.closest(".leaflet-control")) return;
    if (!e.isPrimary) { release(); return; }
    [skip, reach, free, hand.keys] = [false, REACH[e.pointerType] || REACH.mouse, e.altKey, false];
    if (e.button || ed.state.waiting) return;
    const [x, y] = spot(e), mode = ed.state.mode;
    if (mode === "shape") grab = found(x, y);
    else if (mode === "move") { const part = partAt(x, y); grab = part < 0 ? null : { part: part, rings: ed.state.parts[part].rings }; }
    if (!grab) return;
    Object.assign(grab, { id: e.pointerId, x: x, y: y, start: ground(x, y), before: ed.snapshot(), moved: false });
    if (grab.ref && !grab.middle) grab.timer = setTimeout(long, LONG_MS);
    map.dragging.disable();
    e.stopPropagation();
  }

  function long() {
    if (!grab || grab.moved) return;
    const ref = grab.ref;
    release();
    skip = true;
    ed.removeCorner(ref);
  }

  function move(e) {
    if (!ed.state || !e.isPrimary) return;
    [reach, free] = [REACH[e.pointerType] || REACH.mouse, e.altKey];
    const [x, y] = spot(e);
    if (grab && e.pointerId === grab.id) { drag(x, y); e.stopPropagation(); return; }
    if (e.pointerType === "touch") return;
    hand.keys = false;
    hand.at = ed.stroke() ? hand.snapped(ground(x, y)) : null;
    hand.over = ed.state.mode === "shape" ? found(x, y) : null;
    hand.part = ["move", "remove"].includes(ed.state.mode) ? partAt(x, y) : -1;
    ed.redraw();
  }

  function drag(x, y) {
    if (!grab.moved && Math.hypot(x - grab.x, y - grab.y) < STILL_PX) return;
    clearTimeout(grab.timer);
    if (!grab.moved && grab.middle) insert(grab);
    grab.moved = true;
    if (grab.ref) {
      ed.ring(grab.ref)[grab.ref.i] = hand.snapped(ground(x, y));
      ed.state.pick = grab.ref;
      ed.check(grab.ref);
    } else {
      const to = ground(x, y);
      ed.movePart(grab.part, grab.rings, [to[0] - grab.start[0], to[1] - grab.start[1]]);
    }
    ed.redraw();
  }

  function insert(held) {
    const ref = held.ref;
    ed.ring(ref).splice(ref.i + 1, 0, shapes.round(held.middle));
    held.ref = { part: ref.part, ring: ref.ring, i: ref.i + 1 };
    held.middle = null;
  }

  function up(e) {
    if (!grab || e.pointerId !== grab.id) return;
    const held = grab;
    release();
    skip = true;
    hand.snap = null;
    if (held.moved) { ed.change(() => {}, held.before); return; }
    if (held.middle) { ed.change(() => { insert(held); ed.state.pick = held.ref; }); return; }
    if (held.ref) tap(held.ref);
  }

  /* Once takes a corner in hand, twice removes it. */
  function tap(ref) {
    const key = JSON.stringify(ref), twice = tapped.key === key && performance.now() - tapped.time < TWICE_MS;
    tapped = { key: twice ? "" : key, time: performance.now() };
    if (twice) { ed.removeCorner(ref); return; }
    ed.state.pick = ref;
    ed.redraw();
  }

  function release() {
    if (!grab) return;
    clearTimeout(grab.timer);
    grab = null;
    map.dragging.enable();
  }

  function click(e) {
    if (!ed.state || skip || ed.state.waiting || matching()) return;
    const x = e.containerPoint.x, y = e.containerPoint.y, s = ed.state;
    if (s.mode === "remove") { const part = partAt(x, y); if (part >= 0) ed.removePart(part); }
    else if (s.mode === "shape") { s.pick = null; ed.redraw(); }
    else if (ed.stroke()) place(x, y);
  }

  function place(x, y) {
    const sketch = ed.state.sketch, n = sketch.length;
    if (n && off(sketch[n - 1], x, y) <= reach) { ed.finish(); return; }
    if (n > 2 && ed.stroke() === "area" && off(sketch[0], x, y) <= reach) { ed.finish(); return; }
    ed.put(hand.snapped(ground(x, y)));
  }

  function nudge(x, y) {
    const ref = ed.state.pick, p = screen(ed.ring(ref)[ref.i]);
    ed.change(() => { ed.ring(ref)[ref.i] = shapes.round(ground(p.x + x * NUDGE_PX, p.y + y * NUDGE_PX)); });
  }

  /* The corner before or after the one in hand. */
  function step(by) {
    const all = [];
    each((at, ref) => all.push(ref));
    const now = all.findIndex((ref) => JSON.stringify(ref) === JSON.stringify(ed.state.pick));
    if (all.length) ed.state.pick = all[now < 0 ? 0 : (now + by + all.length) % all.length];
    ed.redraw();
  }

  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const KEYS = {
    Escape: () => ed.cancel(),
    Enter: () => ed.finish(),
    " ": () => { hand.keys = true; const size = map.getSize(); if (ed.stroke()) place(size.x / 2, size.y / 2); ed.redraw(); },
    Delete: () => (ed.state.pick ? ed.removeCorner(ed.state.pick) : ed.back()),
    Backspace: () => KEYS.Delete(),
    PageDown: () => step(1),
    PageUp: () => step(-1),
    s: () => ed.toggleSnap(),
  };

  function key(e) {
    if (!ed.state) return;
    const command = e.ctrlKey || e.metaKey, name = e.key.length === 1 ? e.key.toLowerCase() : e.key;
    let act = null;
    if (command && name === "z") act = e.shiftKey ? ed.redo : ed.undo;
    else if (command && name === "y") act = ed.redo;
    else if (command || e.altKey) return;
    else if (ARROWS[name]) act = ed.state.pick && ed.state.mode === "shape" ? () => nudge(...ARROWS[name]) : null;
    else if (!(e.target.closest("button, a") && ["Enter", " "].includes(name))) act = KEYS[name];
    if (!act || ed.state.waiting) return;
    e.preventDefault();
    e.stopPropagation();
    act();
  }

  ed.toggleSnap = () => { ed.snapOn = ed.state.snapOn = !ed.state.snapOn; hand.snap = null; ed.redraw(); };

  hand.begin = function (on) {
    map = on;
    const box = map.getContainer();
    box.addEventListener("pointerdown", down, true);
    box.addEventListener("contextmenu", (e) => { if (ed.state) e.preventDefault(); });
    window.addEventListener("pointermove", move, true);
    window.addEventListener("pointerup", up, true);
    window.addEventListener("pointercancel", () => release(), true);
    document.addEventListener("keydown", key, true);
    box.addEventListener("pointerleave", () => { hand.at = hand.over = hand.snap = null; ed.redraw(); });
    map.on("click", click);
    let due = 0;
    map.on("moveend layeradd layerremove", () => { if (ed.state && !due) due = setTimeout(() => { due = 0; hand.reindex(); }, 60); });
  };
})();
