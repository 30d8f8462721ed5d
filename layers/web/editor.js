/* What is edited on the map: parts, the stroke in hand, steps back and forth, and what is told to the
   server. It belongs to the map, not to the scene, so that a scene drawn anew leaves it as it is. The
   server begins an edit by a numbered command; what is drawn comes back as a feature of layer `edit`. */
(function () {
  "use strict";
  if (!window.planmap || planmap.editor) return;

  const shapes = planmap.shapes;
  const MOST_STEPS = 200, MOST_CHECKED = 2000, STROKE_MS = 1000, ANSWER_MS = 15000;
  const NEEDS = { point: 1, line: 2, area: 3 };
  const run = Math.random().toString(36).slice(2, 8);
  let seen = 0, marks = 0, later = 0, patience = 0;

  const ed = planmap.editor = { state: null, redraw: () => {}, opened: () => {}, closed: () => {} };

  /* The kind that the stroke in hand is of: a cut is a line, a hole an area. */
  ed.stroke = () => ({ draw: ed.state.kind, cut: "line", hole: "area" })[ed.state.mode] || "";

  ed.obey = function (told) {
    if (!told) { if (ed.state) { ed.state = null; clearTimeout(later); ed.closed(); } return; }
    if (told.number <= seen && ed.state) return;
    const lost = !seen && told.drafted;
    seen = Math.max(seen, told.number);
    if (ed.state && ed.state.item === told.item && told.keep) answer(told);
    else begin(told);
    if (lost) ask("again", null, "正在取回未保存的草图……");
  };

  function begin(told) {
    const first = !ed.state, held = shapes.take(told.geometry);
    const kind = held.kind || (told.shapes.includes(told.kind) ? told.kind : told.shapes[0]);
    ed.state = {
      number: told.number, item: told.item, title: told.title, shapes: told.shapes, layers: told.snap, gaps: told.gaps,
      kind: kind, parts: held.parts, sketch: told.sketch || [], mode: held.parts.length ? "shape" : "draw",
      undo: [], redo: [], pick: null, told: told.told || "", bad: null, snapOn: ed.snapOn !== false, waiting: "",
    };
    if (ed.state.sketch.length) ed.state.mode = told.mode || "draw";
    check();
    if (first) ed.opened();
    ed.redraw();
  }

  /* The server's word on what was asked, or its proposal: a step that can be taken back. */
  function answer(told) {
    const s = ed.state, held = shapes.take(told.geometry), before = snapshot();
    clearTimeout(patience);
    Object.assign(s, { number: told.number, waiting: "", told: told.told || "", gaps: told.gaps, pick: null });
    if (told.geometry) Object.assign(s, { kind: held.kind, parts: held.parts, mode: "shape" });
    s.sketch = told.sketch || [];
    if (s.sketch.length) s.mode = told.mode || "draw";
    if (snapshot() !== before) remember(before);
    check();
    ed.redraw();
  }

  function snapshot() { const s = ed.state; return JSON.stringify([s.kind, s.parts, s.sketch, s.mode]); }

  function remember(before) {
    ed.state.undo.push(before);
    if (ed.state.undo.length > MOST_STEPS) ed.state.undo.shift();
    ed.state.redo = [];
  }

  function restore(text) {
    const s = ed.state;
    [s.kind, s.parts, s.sketch, s.mode] = JSON.parse(text);
    Object.assign(s, { pick: null, told: "" });
    check();
    report();
    ed.redraw();
  }

  ed.snapshot = snapshot;
  ed.undo = () => { const s = ed.state; if (s.undo.length && !s.waiting) { s.redo.push(snapshot()); restore(s.undo.pop()); } };
  ed.redo = () => { const s = ed.state; if (s.redo.length && !s.waiting) { s.undo.push(snapshot()); restore(s.redo.pop()); } };

  /* Do something that can be taken back; `before` is the snapshot taken when it began. */
  ed.change = function (act, before) {
    if (ed.state.waiting) return;
    const was = before || snapshot();
    ed.state.told = "";
    act();
    if (snapshot() !== was) { remember(was); check(); report(); }
    ed.redraw();
  };

  /* Where an area meets itself; with `ref`, only the edges beside that corner are looked at. */
  function check(ref) {
    const s = ed.state, near = (ring, at) => ring === at.ring && [at.i, (at.i + ring.length - 1) % ring.length];
    s.bad = null;
    if (s.kind === "area") s.parts.forEach((part, p) => part.rings.forEach((ring, r) => {
      if (s.bad || ring.length > MOST_CHECKED || (ref && (ref.part !== p || ref.ring !== r))) return;
      s.bad = shapes.crossing(ring, true, ref && near(ring, { ring: ring, i: ref.i }));
    }));
    if (!s.bad && ed.stroke() === "area") s.bad = shapes.crossing(s.sketch, false);
  }
  ed.check = check;

  function feature(op, tool) {
    const s = ed.state;
    return { type: "Feature", geometry: shapes.give(s.kind, s.parts), properties: {
      layer: "edit", id: s.item, number: s.number, mark: run + "-" + (++marks), op: op, tool: tool,
      sketch: s.sketch, mode: s.mode, kind: s.kind,
    } };
  }

  /* A stroke in hand is told when the hand rests, whatever is finished at once. */
  function report() {
    clearTimeout(later);
    const stroke = ed.state.sketch.length > 0;
    later = setTimeout(() => { if (ed.state && !ed.state.waiting) planmap.tell(feature("draft", null)); }, stroke ? STROKE_MS : 0);
  }

  function ask(op, tool, words) {
    clearTimeout(later);
    ed.state.waiting = words;
    planmap.tell(feature(op, tool));
    patience = setTimeout(() => {
      if (!ed.state || !ed.state.waiting) return;
      Object.assign(ed.state, { waiting: "", told: "服务器没有回应，画的都还在；请稍后再试" });
      ed.redraw();
    }, ANSWER_MS);
    ed.redraw();
  }

  ed.setMode = function (mode, kind) {
    const s = ed.state;
    if (s.waiting) return;
    if (s.sketch.length) ed.change(() => { s.sketch = []; });
    Object.assign(s, { mode: mode, pick: null, told: "" });
    if (kind && !s.parts.length) s.kind = kind;
    ed.redraw();
  };

  /* Put a corner of the stroke, or a point. */
  ed.put = function (at) {
    const s = ed.state;
    if (!ed.stroke()) return;
    if (s.mode === "draw" && s.kind === "point") {
      ed.change(() => { s.parts.push({ rings: [[at]] }); s.mode = "shape"; });
    } else ed.change(() => { const n = s.sketch.length; if (!n || !shapes.same(s.sketch[n - 1], at)) s.sketch.push(at); });
  };

  ed.finish = function () {
    const s = ed.state, kind = ed.stroke();
    if (!kind || s.waiting || !s.sketch.length) return;
    if (s.sketch.length < NEEDS[kind]) {
      s.told = kind === "area" ? "面至少要三个点，请继续点" : "线至少要两个点，请继续点";
      ed.redraw();
      return;
    }
    const stroke = s.sketch, mode = s.mode;
    if (mode === "draw") {
      ed.change(() => { s.parts.push({ rings: [stroke] }); s.sketch = []; s.mode = "shape"; });
      return;
    }
    Object.assign(s, { sketch: [], mode: "shape" });
    const tool = shapes.give(kind, [{ rings: [stroke] }]);
    ask(mode, tool, mode === "cut" ? "正在切开……" : "正在挖洞……");
  };

  ed.join = () => { if (!ed.state.waiting) ask("join", null, "正在合并……"); };

  /* Esc: first the stroke, then the corner in hand, then the tool. */
  ed.cancel = function () {
    const s = ed.state;
    if (s.sketch.length) ed.change(() => { s.sketch = []; });
    else if (s.pick) s.pick = null;
    else if (s.parts.length) ed.setMode("shape");
    ed.redraw();
  };

  ed.back = () => ed.change(() => { ed.state.sketch.pop(); });

  ed.ring = (ref) => ed.state.parts[ref.part].rings[ref.ring];

  ed.removeCorner = function (ref) {
    const s = ed.state, ring = ed.ring(ref), least = NEEDS[s.kind];
    if (s.kind === "point") { ed.removePart(ref.part); return; }
    if (ring.length <= least && !ref.ring) {
      s.told = s.kind === "line" ? "线至少要两个节点；要去掉整段请用“删一部分”" : "面至少要三个节点；要去掉整块请用“删一部分”";
      ed.redraw();
      return;
    }
    ed.change(() => {
      if (ring.length <= least) s.parts[ref.part].rings.splice(ref.ring, 1); // a hole goes as a whole
      else ring.splice(ref.i, 1);
      s.pick = null;
    });
  };

  ed.removePart = (part) => ed.change(() => {
    const s = ed.state;
    s.parts.splice(part, 1);
    s.pick = null;
    s.mode = s.parts.length ? s.mode : "draw";
  });

  ed.movePart = function (part, start, by) {
    ed.state.parts[part].rings = start.map((ring) => ring.map((at) => shapes.round([at[0] + by[0], at[1] + by[1]])));
  };
})();
