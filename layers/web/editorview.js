/* How an edit is seen: its shape on a canvas above the map, and the bar that says what to do next.
   The bar is there only while something is edited; it stands above the map, which makes room for
   it, so that nothing of the map lies below it. Every word is a text node. */
(function () {
  "use strict";
  if (!window.planmap || !planmap.editor || planmap.editor.view) return;

  const ed = planmap.editor, hand = ed.hand, shapes = planmap.shapes;
  const INK = "#0b57a4", HALO = "#ffffff", GAP = "#c2185b", SNAP = "#e06c00", BAD = "#c62828", MOST_HANDLES = 400;
  const view = ed.view = {};
  let map = null, canvas = null, ctx = null, bar = null, words = {}, due = 0;

  function path(line, closed) {
    ctx.beginPath();
    line.forEach((at, i) => { const p = hand.screen(at); ctx[i ? "lineTo" : "moveTo"](p.x, p.y); });
    if (closed) ctx.closePath();
  }

  function stroke(colour, width, dash) {
    ctx.setLineDash(dash || []); ctx.lineJoin = ctx.lineCap = "round";
    ctx.strokeStyle = HALO; ctx.lineWidth = width + 3; ctx.stroke();
    ctx.strokeStyle = colour; ctx.lineWidth = width; ctx.stroke();
    ctx.setLineDash([]);
  }

  function dot(at, radius, fill, edge, width) {
    const p = hand.screen(at);
    ctx.beginPath(); ctx.arc(p.x, p.y, radius, 0, Math.PI * 2);
    ctx.fillStyle = fill; ctx.fill(); ctx.strokeStyle = edge; ctx.lineWidth = width || 2; ctx.stroke();
  }

  function parts(s) {
    s.parts.forEach((part, p) => {
      const lit = p === hand.part, colour = lit && s.mode === "remove" ? BAD : INK;
      if (s.kind === "point") { dot(part.rings[0][0], lit ? 9 : 7, colour, HALO, 3); return; }
      if (s.kind === "area") {
        ctx.beginPath();
        part.rings.forEach((ring) => { ring.forEach((at, i) => { const q = hand.screen(at); ctx[i ? "lineTo" : "moveTo"](q.x, q.y); }); ctx.closePath(); });
        ctx.globalAlpha = lit ? 0.34 : 0.18; ctx.fillStyle = colour; ctx.fill("evenodd"); ctx.globalAlpha = 1;
      }
      part.rings.forEach((ring) => { path(ring, s.kind === "area"); stroke(colour, lit ? 4 : 3); });
    });
  }

  function handles(s) {
    if (s.mode !== "shape") return;
    const size = map.getSize(), shown = [], key = JSON.stringify(s.pick), over = hand.over;
    const visible = (p) => p.x > -20 && p.y > -20 && p.x < size.x + 20 && p.y < size.y + 20;
    s.parts.forEach((part, p) => part.rings.forEach((ring, r) => ring.forEach((at, i) => {
      if (visible(hand.screen(at))) shown.push([at, ring[i + 1] || (s.kind === "area" ? ring[0] : null), { part: p, ring: r, i: i }]);
    })));
    const few = shown.length <= MOST_HANDLES, is = (ref, middle) => over && !over.middle === !middle && JSON.stringify(over.ref) === JSON.stringify(ref);
    if (few && s.kind !== "point") shown.forEach(([at, next, ref]) => {
      const half = next && hand.middle(at, next);
      if (half) dot(half, is(ref, true) ? 6 : 4, is(ref, true) ? INK : "rgba(255,255,255,0.85)", INK, 1.5);
    });
    shown.forEach(([at, , ref]) => {
      const picked = JSON.stringify(ref) === key;
      dot(at, few ? (picked || is(ref) ? 8 : 6) : 2.5, picked ? "#ffb300" : is(ref) ? "#cfe3f8" : HALO, INK, few ? 2.5 : 1);
    });
  }

  function sketch(s) {
    const kind = ed.stroke();
    if (!kind) return;
    const line = hand.at && kind !== "point" ? s.sketch.concat([hand.at]) : s.sketch, colour = s.mode === "draw" ? INK : BAD;
    if (line.length > 1) { path(line, false); stroke(colour, 3, s.mode === "draw" ? null : [8, 6]); }
    if (kind === "area" && line.length > 2) {
      path([line[line.length - 1], line[0]], false); stroke(colour, 1.5, [4, 5]);
      path(line, true); ctx.globalAlpha = 0.12; ctx.fillStyle = colour; ctx.fill(); ctx.globalAlpha = 1;
    }
    s.sketch.forEach((at, i) => dot(at, !i && kind === "area" ? 8 : 5, HALO, colour, 2.5));
    if (hand.at && kind === "point") dot(hand.at, 6, "rgba(11,87,164,0.5)", HALO, 2);
  }

  function marks(s) {
    const bad = s.bad || hovered(s);
    if (bad) { dot(bad, 7, BAD, HALO, 3); }
    if (hand.snap) {
      const p = hand.screen(hand.snap.at), r = 9;
      ctx.lineWidth = 3; ctx.strokeStyle = SNAP;
      ctx.beginPath();
      if (hand.snap.corner) ctx.rect(p.x - r, p.y - r, 2 * r, 2 * r); else ctx.arc(p.x, p.y, r, 0, Math.PI * 2);
      ctx.stroke();
    }
    if (hand.keys && ed.stroke()) {
      const size = map.getSize(), x = size.x / 2, y = size.y / 2;
      ctx.beginPath(); ctx.moveTo(x - 14, y); ctx.lineTo(x + 14, y); ctx.moveTo(x, y - 14); ctx.lineTo(x, y + 14);
      ctx.strokeStyle = BAD; ctx.lineWidth = 2; ctx.stroke();
    }
  }

  /* Where the edge to the pointer would meet the stroke. */
  function hovered(s) {
    if (ed.stroke() !== "area" || !hand.at || s.sketch.length < 3) return null;
    if (shapes.same(hand.at, s.sketch[s.sketch.length - 1]) || shapes.same(hand.at, s.sketch[0])) return null;
    return shapes.crossing(s.sketch.concat([hand.at]), false, [s.sketch.length - 1]);
  }

  function gaps(s) {
    if (!s.gaps) return;
    const lines = s.gaps.type === "MultiLineString" ? s.gaps.coordinates : [s.gaps.coordinates];
    lines.forEach((line) => { path(line, false); stroke(GAP, 3.5, [3, 8]); });
  }

  function paint() {
    due = 0;
    const s = ed.state, size = map.getSize(), ratio = window.devicePixelRatio || 1;
    if (!canvas) return;
    if (canvas.width !== Math.round(size.x * ratio) || canvas.height !== Math.round(size.y * ratio)) {
      canvas.width = Math.round(size.x * ratio); canvas.height = Math.round(size.y * ratio);
      canvas.style.width = size.x + "px"; canvas.style.height = size.y + "px";
    }
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.clearRect(0, 0, size.x, size.y);
    if (!s) return;
    parts(s); gaps(s); handles(s); sketch(s); marks(s);
    say(s);
  }

  ed.redraw = () => { if (!due && canvas) due = requestAnimationFrame(paint); };

  const HINTS = {
    shape: "拖圆点改节点，点小圆点加节点，双击或长按删；画好后在面板填依据、保存",
    move: "按住要移动的部分拖到新位置", remove: "点一下要删除的部分",
  };

  function hint(s) {
    const n = s.sketch.length, kind = ed.stroke(), goal = { cut: "切开：", hole: "挖洞：" }[s.mode] || "";
    if (s.waiting) return s.waiting;
    if (!kind) return HINTS[s.mode];
    if (kind === "point") return "在地图上点一下放点（按空格放在地图中心）";
    if (s.mode === "cut" && !n) return "切开：画一条线穿过要切开的部分，先点线的起点";
    if (s.mode === "hole" && !n) return "挖洞：在面里面画洞的边界，先点第一个点";
    if (!n) return kind === "line" ? "点一下放线的起点，可吸附到道路和边界" : "点一下放面的第一个角点，可吸附到道路和边界";
    if (kind === "line") return goal + (n < 2 ? "点下一处" : "继续点下一处；再点一次最后的点或按 Enter 完成，Esc 放弃这一笔");
    return goal + (n < 3 ? "点下一个角点" : "继续点下一个角点；点回第一个点或按 Enter 闭合，Esc 放弃这一笔");
  }

  function measured(s) {
    const kind = ed.stroke(), stroke = hand.at ? s.sketch.concat([hand.at]) : s.sketch;
    if (kind === "line" && s.sketch.length) return shapes.told("line", [{ rings: [stroke] }]);
    if (kind === "area" && stroke.length > 2 && s.sketch.length) return shapes.told("area", [{ rings: [stroke] }]);
    const many = s.parts.length > 1 ? "共 " + s.parts.length + " 部分，" : "";
    return s.parts.length ? many + shapes.told(s.kind, s.parts) : "";
  }

  function warned(s) {
    if (s.told) return s.told;
    if (s.bad || hovered(s)) return "边界与自己相交（红点处）：请移动或删除节点，否则不能保存";
    return hand.snap && hand.snap.name ? "吸附到：" + hand.snap.name : "";
  }

  function say(s) {
    words.title.textContent = words.title.title = "落图：" + s.title;
    words.measure.textContent = measured(s);
    words.warn.textContent = warned(s);
    words.hint.textContent = words.warn.textContent ? "" : hint(s);
    words.warn.classList.toggle("pm-edit-snap", !!(hand.snap && !s.told && !s.bad));
    words.warn.parentNode.classList.toggle("pm-edit-long", s.told.length > 30);
    buttons(s);
  }

  /* The map is as much lower as the bar is high. */
  const room = new ResizeObserver(() => {
    if (bar) document.documentElement.style.setProperty("--pm-edit", bar.offsetHeight + "px");
  });

  /* On a small screen the form that began the edit may stand where the map is out of sight. */
  function show() {
    const frame = window.frameElement, at = frame && frame.getBoundingClientRect();
    if (!at || (at.top >= -at.height / 4 && at.top < window.parent.innerHeight / 2)) return;
    frame.scrollIntoView({ block: "center" });
  }

  const SHAPES = { point: "画点", line: "画线", area: "画面" };
  const TOOLS = [
    ...Object.keys(SHAPES).map((kind) => ({
      word: SHAPES[kind], title: "画一个新的部分", on: (s) => s.mode === "draw" && s.kind === kind, act: () => ed.setMode("draw", kind),
      shown: (s) => s.shapes.includes(kind) && (!s.parts.length || s.kind === kind),
    })),
    { word: "改节点", title: "移动、增加、删除节点", on: (s) => s.mode === "shape", act: () => ed.setMode("shape"), shown: (s) => s.parts.length },
    { word: "切开", title: "画一条线把线或面切开", on: (s) => s.mode === "cut", act: () => ed.setMode("cut"), shown: (s) => s.parts.length && s.kind !== "point" },
    { word: "挖洞", title: "在面里挖一个洞", on: (s) => s.mode === "hole", act: () => ed.setMode("hole"), shown: (s) => s.parts.length && s.kind === "area" },
    { word: "合并", title: "把相接的部分合成一个", act: () => ed.join(), shown: (s) => s.parts.length > 1 && s.kind !== "point" },
    { word: "移动", title: "移动一个部分", on: (s) => s.mode === "move", act: () => ed.setMode("move"), shown: (s) => s.parts.length },
    { word: "删一部分", title: "删除一个部分", on: (s) => s.mode === "remove", act: () => ed.setMode("remove"), shown: (s) => s.parts.length },
  ];
  const STROKE = [
    { word: "完成", title: "完成这一笔（Enter）", act: () => ed.finish(), first: true },
    { word: "退一点", title: "去掉最后一个点（Delete）", act: () => ed.back() },
    { word: "放弃这一笔", title: "放弃正在画的（Esc）", act: () => ed.cancel() },
  ];
  const ALWAYS = [
    { word: "撤销", title: "撤销（Ctrl+Z）", act: () => ed.undo(), off: (s) => !s.undo.length },
    { word: "重做", title: "重做（Ctrl+Y）", act: () => ed.redo(), off: (s) => !s.redo.length },
    { word: (s) => (s.snapOn ? "吸附：开" : "吸附：关"), title: "打开或关闭吸附（S；按住 Alt 暂时关闭）", act: () => ed.toggleSnap(), on: (s) => s.snapOn },
  ];

  /* Buttons are changed only where they differ, so that the one with the focus keeps it. */
  function buttons(s) {
    const wanted = (s.sketch.length ? STROKE : TOOLS.filter((tool) => tool.shown(s))).concat(ALWAYS);
    const row = words.tools, told = (tool) => (typeof tool.word === "function" ? tool.word(s) : tool.word);
    wanted.forEach((tool, i) => {
      let b = row.children[i];
      if (!b) { b = row.appendChild(document.createElement("button")); b.type = "button"; b.addEventListener("click", () => b.tool.act()); }
      b.tool = tool;
      if (b.textContent !== told(tool)) b.textContent = told(tool);
      b.title = tool.title;
      b.disabled = !!(s.waiting || (tool.off && tool.off(s)));
      b.setAttribute("aria-pressed", String(!!(tool.on && tool.on(s))));
      b.classList.toggle("pm-edit-first", !!tool.first);
    });
    while (row.children.length > wanted.length) row.lastChild.remove();
  }

  ed.opened = function () {
    const box = map.getContainer();
    canvas = box.appendChild(document.createElement("canvas"));
    canvas.className = "pm-edit-canvas";
    ctx = canvas.getContext("2d");
    bar = box.parentNode.insertBefore(document.createElement("div"), box);
    bar.className = "pm-edit";
    const rows = [["title", "tools"], ["measure", "hint", "warn"]];
    rows.forEach((names, i) => {
      const row = bar.appendChild(planmap.text(i ? "pm-edit-words" : "pm-edit-head", ""));
      names.forEach((name) => { words[name] = row.appendChild(planmap.text("pm-edit-" + name, "")); });
    });
    words.hint.setAttribute("role", "status");
    words.warn.setAttribute("role", "alert");
    document.documentElement.classList.add("pm-with-edit");
    room.observe(bar);
    box.classList.add("pm-editing");
    map.doubleClickZoom.disable();
    hand.reindex();
    paint();
    show();
  };

  ed.closed = function () {
    room.disconnect();
    canvas.remove(); bar.remove();
    document.documentElement.classList.remove("pm-with-edit");
    canvas = bar = null; words = {};
    map.getContainer().classList.remove("pm-editing");
    map.doubleClickZoom.enable();
  };

  view.begin = function (on) {
    map = on;
    map.on("move zoomend resize viewreset", () => { if (canvas && !map._animatingZoom) { cancelAnimationFrame(due); paint(); } });
    map.on("zoomanim", () => { if (canvas) ctx.clearRect(0, 0, canvas.width, canvas.height); });
  };
})();
