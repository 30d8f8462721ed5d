/* Many points as one layer of the map's canvas, on the columns of pointgrid.js. Where there are more
   points than room, they are drawn small, one a cell, and the map says so; further in, every point is
   drawn. */
(function () {
  "use strict";
  if (!window.planmap || planmap.cloud) return;

  const grid = planmap.grid;
  const FEW = 3000, TINY = 3, LEAST = 1.5, DOT = 3;
  const LATER_MS = 250, THINNED = "点多，缩小时抽稀显示", MISSING = "点图层未能取到，请刷新页面";

  function sprite(style, radius) {
    const m = L.Browser.retina ? 2 : 1, half = Math.ceil(radius * 1.3 + style.weight), box = document.createElement("canvas");
    box.width = box.height = 2 * half * m;
    const ctx = box.getContext("2d");
    ctx.scale(m, m);
    planmap.trace(ctx, { x: half, y: half }, radius, style.shape);
    ctx.globalAlpha = style.fillOpacity; ctx.fillStyle = style.fillColor; ctx.fill();
    ctx.globalAlpha = style.opacity; ctx.strokeStyle = style.color; ctx.lineWidth = style.weight; ctx.stroke();
    return { box: box, half: half };
  }

  const PointCloud = L.Path.extend({
    initialize: function (told, styles, interactive) {
      L.setOptions(this, { interactive: interactive, weight: 2 });
      Object.assign(this, { _told: told, _styles: styles, _hit: -1, _names: new planmap.Names(told.zoom, (view) => this._named(view)) });
      this._full = Math.max(...styles.map((s) => s.radius));
      const points = grid.points(told), marks = told.marks && grid.marks(told);
      if (points.ready && (!marks || marks.ready)) this._take(points.ready, marks && marks.ready);
      else Promise.all([points.coming, marks && marks.coming]).then(([p, m]) => this._take(p, m), () => this._say(MISSING));
    },

    onAdd: function (map) {
      L.Path.prototype.onAdd.call(this, map);
      this._names.addTo(map);
    },

    onRemove: function (map) {
      this._say("");
      this._names.remove();
      L.Path.prototype.onRemove.call(this);
    },

    /* The point that was clicked or is hovered, as an ordinary marker's layer would tell it. */
    toGeoJSON: function () {
      const i = this._hit, at = i < 0 ? null : [this._store.at[2 * i] / 1e6, this._store.at[2 * i + 1] / 1e6];
      const ids = this._words.ready.ids, id = ids ? ids[i] : String(i);
      return { type: "Feature", geometry: at && { type: "Point", coordinates: at },
               properties: { layer: this._told.layer, id: id, tip: this.tip() } };
    },

    getLatLng: function () {
      const i = this._hit;
      return i < 0 ? this._map.getCenter() : L.latLng(this._store.at[2 * i + 1] / 1e6, this._store.at[2 * i] / 1e6);
    },

    tip: function () {
      const told = this._told.tips[this._marks ? this._marks[this._hit] : 0] || "";
      return [this._words.ready.names[this._hit], told].filter(Boolean).join("\n");
    },

    _take: function (store, marks) {
      this._store = store;
      this._marks = marks;
      if (this._map) { this.redraw(); this._names.write(); }
    },

    /* Names and ids come after the first drawing; until then no point can be clicked. */
    _learn: function () {
      if (this._words || !this._map) return;
      this._words = grid.words(this._told);
      this._words.coming.then(() => this._names.write(), () => this._say(MISSING));
    },

    _say: function (words) {
      const board = this._map && this._map.attributionControl;
      if (!board || this._said === words) return;
      if (this._said) board.removeAttribution(this._said);
      if (words) board.addAttribution(words);
      this._said = words;
    },

    /* As the canvas stands: while the map flies, it keeps the zoom and centre of its last drawing. */
    _project: function () {
      const map = this._map, canvas = this._renderer, still = map.getZoom() === canvas._zoom && !map._animatingZoom;
      this._scale = 256 * Math.pow(2, still ? map.getZoom() : canvas._zoom);
      this._origin = still ? map.getPixelOrigin()
        : map.project(canvas._center, canvas._zoom).subtract(canvas._bounds.getCenter()).round();
      const s = this._store, pad = this._full + 4;
      if (!s || !s.n) { this._pxBounds = null; return; }
      this._pxBounds = L.bounds(
        [s.west * this._scale - this._origin.x - pad, s.north * this._scale - this._origin.y - pad],
        [s.east * this._scale - this._origin.x + pad, s.south * this._scale - this._origin.y + pad]);
    },

    /* The canvas has taken a new place by now. */
    _update: function () { if (this._map) this._project(); },

    _updatePath: function () { if (this._renderer._drawing && this._store) this._paint(this._renderer._ctx); },

    _empty: function () { return !this._store || !this._store.n; },

    /* A box of layer pixels as one of the unit square. */
    _unit: function (min, max) {
      const o = this._origin, s = this._scale;
      return [(min.x + o.x) / s, (min.y + o.y) / s, (max.x + o.x) / s, (max.y + o.y) / s];
    },

    _seen: function (box) {
      const found = new Uint32Array(this._store.n);
      let n = 0;
      grid.within(this._store, this._marks, box, (i) => { found[n++] = i; });
      return found.subarray(0, n);
    },

    _paint: function (ctx) {
      const bounds = this._renderer._bounds, seen = this._seen(this._unit(bounds.min, bounds.max)), size = bounds.getSize();
      const room = Math.sqrt(size.x * size.y / Math.max(1, seen.length));
      this._radius = seen.length <= FEW ? this._full : Math.max(LEAST, Math.min(this._full, 0.5 * room));
      const cell = seen.length <= FEW ? 0 : this._radius < TINY ? DOT : this._radius;
      const shown = cell ? this._thin(seen, cell, bounds) : seen;
      (this._radius < TINY ? this._dots : this._marksOf).call(this, ctx, shown);
      this.pmCount = this._told.count;
      this.pmDrawn = shown.length;
      this._say(shown.length < seen.length ? THINNED : "");
      if (!this._words) setTimeout(() => this._learn(), grid.isKept(this._told.names) ? 0 : LATER_MS);
    },

    /* One point a cell; cells lie fast on the world, so that a point does not come and go in panning. */
    _thin: function (seen, cell, bounds) {
      const s = this._scale / cell, [x0, y0, x1] = this._unit(bounds.min, bounds.max);
      const left = Math.floor(x0 * s), top = Math.floor(y0 * s), wide = Math.floor(x1 * s) - left + 2;
      const taken = new Uint8Array(wide * (Math.ceil(bounds.getSize().y / cell) + 3)), shown = new Uint32Array(seen.length);
      let n = 0;
      for (let k = 0; k < seen.length; k++) {
        const i = seen[k], c = Math.floor(this._store.x[i] * s) - left + (Math.floor(this._store.y[i] * s) - top) * wide;
        if (!taken[c]) { taken[c] = 1; shown[n++] = i; }
      }
      return shown.subarray(0, n);
    },

    _dots: function (ctx, shown) {
      const side = 2 * this._radius, plain = (s) => (s.fillColor === "#ffffff" ? s.color : s.fillColor);
      ctx.save();
      this._styles.forEach((style, mark) => {
        ctx.globalAlpha = style.fillOpacity;
        ctx.fillStyle = plain(style);
        for (let k = 0; k < shown.length; k++) {
          const i = shown[k];
          if (this._marks && this._marks[i] !== mark) continue;
          if (!this._marks && mark) break;
          ctx.fillRect(this._px(i) - side / 2, this._py(i) - side / 2, side, side);
        }
      });
      ctx.restore();
    },

    _marksOf: function (ctx, shown) {
      const sprites = this._styles.map((s) => sprite(s, s.radius * this._radius / this._full));
      ctx.save();
      ctx.globalAlpha = 1;
      for (let k = 0; k < shown.length; k++) {
        const i = shown[k], s = sprites[this._marks ? this._marks[i] : 0], side = 2 * s.half;
        ctx.drawImage(s.box, this._px(i) - s.half, this._py(i) - s.half, side, side);
      }
      ctx.restore();
    },

    _px: function (i) { return Math.round(this._store.x[i] * this._scale - this._origin.x); },
    _py: function (i) { return Math.round(this._store.y[i] * this._scale - this._origin.y); },

    /* The nearest point within reach of the pointer. */
    _containsPoint: function (p) {
      this._hit = -1;
      if (this._empty() || !this._origin || !this._words || !this._words.ready) return false;
      const reach = (this._radius || this._full) + this._renderer.options.tolerance;
      const box = this._unit(p.subtract([reach, reach]), p.add([reach, reach]));
      const x = (box[0] + box[2]) / 2, y = (box[1] + box[3]) / 2;
      let least = (reach / this._scale) ** 2;
      grid.within(this._store, this._marks, box, (i) => {
        const d = (this._store.x[i] - x) ** 2 + (this._store.y[i] - y) ** 2;
        if (d <= least) { least = d; this._hit = i; }
      });
      return this._hit >= 0;
    },

    /* Names of the points in view; planmap arranges them among all others. */
    _named: function (view) {
      if (this._empty() || !this._words || !this._words.ready) return [];
      const s = 256, a = L.CRS.EPSG3857.latLngToPoint(view.getNorthWest(), 0), b = L.CRS.EPSG3857.latLngToPoint(view.getSouthEast(), 0);
      return Array.from(this._seen([a.x / s, a.y / s, b.x / s, b.y / s]), (i) => ({
        text: this._words.ready.names[i], at: [this._store.at[2 * i] / 1e6, this._store.at[2 * i + 1] / 1e6],
        kind: "point", zoom: this._told.zoom, rank: this._told.rank,
      }));
    },
  });

  planmap.cloud = function (group, payload) {
    const layer = new PointCloud(payload.cloud, payload.styles, payload.interactive);
    if (payload.interactive) {
      layer.bindTooltip(() => planmap.text("pm-tip", layer.tip()), { sticky: true, direction: "top", opacity: 0.95 });
      let told = -1;
      layer.on("mouseover mousemove", () => {
        if (layer._hit !== told && layer.isTooltipOpen()) layer.getTooltip().update();
        told = layer._hit;
      });
    }
    group.addLayer(layer);
  };
})();
