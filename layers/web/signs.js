/* Signs that tell a class without colour: what stands in a marker, hatched areas, and the line
   around what is late. */
(function () {
  "use strict";
  if (!window.planmap || window.planmap.signs) return;
  window.planmap.signs = true;

  const TILE = 24, SPREAD = { 1: 12, 2: 8, 3: 6, 4: 4 }, DENSEST = 4, HATCHED = 0.6;
  const LATE_GAP = 2.5, LATE_LINE = 2.5;
  const patterns = new Map();

  /* Matplotlib's letters; the more of a kind, the denser. */
  function strokes(ctx, hatch, colour) {
    const counted = {};
    for (const letter of hatch) counted[letter] = (counted[letter] || 0) + 1;
    ctx.strokeStyle = ctx.fillStyle = colour;
    ctx.lineWidth = 1;
    ctx.beginPath();
    for (const [letter, count] of Object.entries(counted)) {
      const step = SPREAD[Math.min(count, DENSEST)];
      for (let at = -TILE; at <= 2 * TILE; at += step) {
        if (letter === "/" || letter === "x") { ctx.moveTo(at, TILE); ctx.lineTo(at + TILE, 0); }
        if (letter === "\\" || letter === "x") { ctx.moveTo(at, 0); ctx.lineTo(at + TILE, TILE); }
        if (letter === "|" || letter === "+") { ctx.moveTo(at, 0); ctx.lineTo(at, TILE); }
        if (letter === "-" || letter === "+") { ctx.moveTo(0, at); ctx.lineTo(TILE, at); }
      }
      if (letter === ".") [6, 18].forEach((at) => ctx.fillRect(at, at, 2.4, 2.4));
    }
    ctx.stroke();
  }

  function pattern(ctx, hatch, colour) {
    const name = hatch + colour;
    if (!patterns.has(name)) {
      const tile = document.createElement("canvas");
      tile.width = tile.height = TILE;
      strokes(tile.getContext("2d"), hatch, colour);
      patterns.set(name, ctx.createPattern(tile, "repeat"));
    }
    return patterns.get(name);
  }

  function around(ctx, options, width, colour) {
    ctx.setLineDash([]);
    ctx.lineJoin = "round";
    ctx.lineCap = "butt";
    ctx.lineWidth = (options.weight || 1) + width;
    ctx.strokeStyle = colour;
    ctx.stroke();
  }

  function below(ctx, options, area) {
    ctx.save();
    if (options.late) {
      around(ctx, options, 2 * (LATE_GAP + LATE_LINE), options.late);
      around(ctx, options, 2 * LATE_GAP, "#ffffff");
    }
    if (options.hatch && area) {
      ctx.globalAlpha = options.opacity * HATCHED;
      ctx.fillStyle = pattern(ctx, options.hatch, options.color);
      ctx.fill("evenodd");
    }
    ctx.restore();
  }

  function mark(ctx, layer) {
    const p = layer._point, radius = layer._radius - 0.5;
    ctx.save();
    ctx.globalAlpha = layer.options.opacity;
    ctx.fillStyle = layer.options.markColour;
    for (const ring of layer.options.mark) {
      ctx.beginPath();
      ring.forEach((c, i) => ctx[i ? "lineTo" : "moveTo"](p.x + c[0] * radius, p.y + c[1] * radius));
      ctx.closePath();
      ctx.fill();
    }
    ctx.restore();
  }

  const plain = L.Canvas.prototype._fillStroke;
  L.Canvas.include({
    _fillStroke: function (ctx, layer) {
      const point = layer instanceof L.CircleMarker;
      if (layer.options.late || layer.options.hatch) below(ctx, layer.options, layer instanceof L.Polygon);
      plain.call(this, ctx, layer);
      if (point && layer.options.mark) mark(ctx, layer);
    },
  });
})();
