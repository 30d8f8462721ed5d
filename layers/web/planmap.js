/* What the map does in the browser: shapes on canvas, labels that do not collide, the view's
   commands. Loaded once into the frame of the map; every value from data becomes a text node. */
(function () {
  "use strict";
  if (window.planmap) return;

  const SQUASH = { square: 0.88, cross: 1, hexagon: 1 };
  const CORNERS = {
    square: [[-1, -1], [1, -1], [1, 1], [-1, 1]],
    triangle: [[0, -1.15], [1.05, 0.8], [-1.05, 0.8]],
    inverted: [[0, 1.15], [1.05, -0.8], [-1.05, -0.8]],
    diamond: [[0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]],
    cross: [[-.35, -1], [.35, -1], [.35, -.35], [1, -.35], [1, .35], [.35, .35],
            [.35, 1], [-.35, 1], [-.35, .35], [-1, .35], [-1, -.35], [-.35, -.35]],
    hexagon: [0, 1, 2, 3, 4, 5].map((i) => [Math.sin(i * Math.PI / 3), -Math.cos(i * Math.PI / 3)]),
    star: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((i) => {
      const r = i % 2 ? 0.5 : 1.2;
      return [r * Math.sin(i * Math.PI / 5), -r * Math.cos(i * Math.PI / 5)];
    }),
  };

  function trace(ctx, p, radius, shape) {
    const corners = CORNERS[shape], r = radius * (SQUASH[shape] || 1);
    ctx.beginPath();
    if (!corners) ctx.arc(p.x, p.y, r, 0, Math.PI * 2);
    else corners.forEach((c, i) => ctx[i ? "lineTo" : "moveTo"](p.x + c[0] * r, p.y + c[1] * r));
    ctx.closePath();
  }

  /* A draft: its place waits for a review. */
  const RING = 1.75;
  function ring(ctx, layer) {
    ctx.save();
    ctx.beginPath();
    ctx.arc(layer._point.x, layer._point.y, layer._radius * RING, 0, Math.PI * 2);
    ctx.setLineDash([2, 3]);
    ctx.lineWidth = 1.6;
    ctx.strokeStyle = layer.options.ring;
    ctx.stroke();
    ctx.restore();
  }

  L.Canvas.include({
    _updateShape: function (layer) {
      if (!this._drawing || layer._empty()) return;
      trace(this._ctx, layer._point, layer._radius, layer.options.shape);
      this._fillStroke(this._ctx, layer);
      if (layer.options.ring) ring(this._ctx, layer);
    },
  });

  const ShapeMarker = L.CircleMarker.extend({
    _updatePath: function () { this._renderer._updateShape(this); },
    _updateBounds: function () {
      L.CircleMarker.prototype._updateBounds.call(this);
      if (!this.options.ring) return;
      const more = this._radius * (RING - 1) + 1;
      this._pxBounds = L.bounds(this._pxBounds.min.subtract([more, more]), this._pxBounds.max.add([more, more]));
    },
  });

  /* GCJ-02 tiles: the whole grid is asked for at the shifted centre (degrees). */
  const ShiftedTiles = L.TileLayer.extend({
    _shift: function (c) { const s = this.options.shift; return L.latLng(c.lat + s[0], c.lng + s[1]); },
    _setZoomTransform: function (level, center, zoom) {
      L.TileLayer.prototype._setZoomTransform.call(this, level, this._shift(center), zoom);
    },
    _getTiledPixelBounds: function (center) {
      return L.TileLayer.prototype._getTiledPixelBounds.call(this, this._shift(center));
    },
  });

  /* Lines and areas of a layer of points are drawn as such, not as the rim of a marker. */
  function styled(feature, style) {
    if (!style.strokeColor || /Point$/.test(feature.geometry.type)) return style;
    return { color: style.strokeColor, weight: style.strokeWeight, dashArray: style.strokeDash,
      lineCap: style.lineCap || "round", opacity: style.opacity, fillColor: style.strokeColor,
      fillOpacity: style.areaOpacity, hatch: style.hatch, late: style.late,
    };
  }

  function text(className, value) {
    const el = document.createElement("div");
    el.className = className;
    el.textContent = value;
    return el;
  }

  function label(item) {
    const span = document.createElement("span");
    span.textContent = item.text;
    if (item.angle) span.style.transform = "rotate(" + Number(item.angle) + "deg)";
    const icon = L.divIcon({ className: "pm-label pm-" + item.kind, html: span, iconSize: null });
    return L.marker([item.at[1], item.at[0]], {
      icon: icon, interactive: false, keyboard: false, pane: "pm-labels",
      pmLabel: { minZoom: item.zoom, rank: item.rank },
    });
  }

  /* Names of many features: those in view, from their zoom on, where they are few enough to read.
     `seen` gives the items within west, south, east, north, or all that may be. */
  const MANY_NAMES = 500, MOST_NAMED = 150;
  const Names = L.LayerGroup.extend({
    initialize: function (zoom, seen) { L.LayerGroup.prototype.initialize.call(this); this._zoom = zoom; this._seen = seen; },
    onAdd: function (map) { map.on("moveend", this.write, this); L.LayerGroup.prototype.onAdd.call(this, map); this.write(); },
    onRemove: function (map) { map.off("moveend", this.write, this); this.clearLayers(); },
    write: function () {
      this.clearLayers();
      if (!this._map || this._zoom === null || this._map.getZoom() < this._zoom) return;
      const items = this._seen(this._map.getBounds());
      if (items.length <= MOST_NAMED) items.forEach((item) => this.addLayer(label(item)));
    },
  });

  function names(items) {
    if (items.length <= MANY_NAMES) return L.layerGroup(items.map(label));
    const lowest = items.reduce((zoom, item) => Math.min(zoom, item.zoom), Infinity);
    return new Names(lowest, (view) => items.filter((item) => view.contains([item.at[1], item.at[0]])));
  }

  function overlaps(a, b) {
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  }

  function arrange(map) {
    const labels = [];
    map.eachLayer((l) => { if (l.options && l.options.pmLabel && l._icon) labels.push(l); });
    labels.sort((a, b) => a.options.pmLabel.rank - b.options.pmLabel.rank);
    const zoom = map.getZoom(), taken = [], named = new Set();
    labels.forEach((l) => { l._icon.style.display = zoom >= l.options.pmLabel.minZoom ? "" : "none"; });
    const boxes = labels.map((l) => (l._icon.style.display ? null : l._icon.firstChild.getBoundingClientRect()));
    labels.forEach((l, i) => {
      if (!boxes[i]) return;
      const words = l._icon.textContent;
      const free = !named.has(words) && !taken.some((t) => overlaps(t, boxes[i]));
      l._icon.style.visibility = free ? "" : "hidden";
      if (free) { taken.push(boxes[i]); named.add(words); }
    });
  }

  let pending = 0;
  function schedule(map) {
    if (pending) return;
    pending = requestAnimationFrame(() => { pending = 0; arrange(map); });
  }

  function button(map, sign, title, act) {
    const control = L.control({ position: "topleft" });
    control.onAdd = function () {
      const box = L.DomUtil.create("div", "leaflet-bar pm-button");
      const a = L.DomUtil.create("a", "", box);
      a.href = "#"; a.title = title; a.textContent = sign;
      a.setAttribute("role", "button"); a.setAttribute("aria-label", title);
      L.DomEvent.disableClickPropagation(box);
      L.DomEvent.on(a, "click", (e) => { L.DomEvent.preventDefault(e); act(); });
      return box;
    };
    control.addTo(map);
  }

  /* Tells features one by one: the component gathers for 250 ms and would keep the last alone. Of one
     layer the last stands for those before it. */
  const GATHERED_MS = 300;
  function teller(send) {
    const waiting = new Map();
    let timer = 0, last = "", since = -GATHERED_MS;
    function next() {
      timer = 0;
      const [layer, feature] = waiting.entries().next().value || [];
      if (!layer) return;
      const rest = layer === last ? 0 : GATHERED_MS - (performance.now() - since);
      if (rest > 0) { timer = setTimeout(next, rest); return; }
      waiting.delete(layer);
      [last, since] = [layer, performance.now()];
      send(feature);
      if (waiting.size) timer = setTimeout(next, GATHERED_MS);
    }
    return (feature) => { waiting.set(feature.properties.layer, feature); if (!timer) next(); };
  }

  const api = window.planmap = { seen: 0, trace: trace, text: text, Names: Names };

  /* Once, on the base map. `probe` is a layer so that the component hears its clicks. */
  api.setup = function (map, options) {
    map.options.renderer = L.canvas({ tolerance: 6, padding: 0.3 });
    map.createPane("pm-labels").style.zIndex = 640;
    map.getPane("pm-labels").style.pointerEvents = "none";
    map.attributionControl.setPrefix(false);
    map.attributionControl.addAttribution(options.note);
    L.control.zoom({ position: "topleft", zoomInTitle: "放大", zoomOutTitle: "缩小" }).addTo(map);
    L.control.scale({ imperial: false, maxWidth: 120 }).addTo(map);
    const home = L.latLngBounds(options.bounds);
    map.fitBounds(home, { padding: [6, 6], animate: false });
    if (options.buttons.includes("home")) button(map, "全", "看全区", () => map.fitBounds(home, { padding: [6, 6] }));
    const probe = L.featureGroup().addTo(map);
    api.tell = teller((feature) => probe.fire("click", { layer: { toGeoJSON: () => feature }, latlng: map.getCenter() }));
    if (options.buttons.includes("sheet")) button(map, "印", "以当前视野出图", () => {
      const b = map.getBounds();
      api.tell({ type: "Feature", geometry: null, properties: {
        layer: "view", id: [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()].map((v) => v.toFixed(6)).join(","),
      } });
    });
    map.on("zoomend moveend layeradd", () => schedule(map));
    if (api.scan) api.scan.begin(map);
    if (api.editor) { api.editor.hand.begin(map); api.editor.view.begin(map); }
    let touched = !!api.last && api.last.begin(map);
    const box = map.getContainer();
    ["mousedown", "touchstart", "wheel", "keydown"].forEach((name) =>
      box.addEventListener(name, () => { touched = true; }, { passive: true, capture: true }));
    new ResizeObserver(() => {
      map.invalidateSize({ pan: false });
      if (!touched && !api.seen) map.fitBounds(home, { padding: [6, 6], animate: false });
    }).observe(box);
  };

  function draw(group, payload) {
    if (payload.cloud) { api.cloud(group, payload); return; }
    const styles = payload.styles, interactive = payload.interactive;
    const layer = L.geoJSON(payload.data, {
      interactive: interactive,
      smoothFactor: 0,
      style: (f) => styled(f, styles[f.properties.s]),
      pointToLayer: (f, at) =>
        new ShapeMarker(at, Object.assign({ interactive: interactive }, styles[f.properties.s])),
    });
    if (interactive) {
      layer.bindTooltip((l) => text("pm-tip", l.feature.properties.tip),
        { sticky: true, direction: "top", opacity: 0.95 });
    }
    group.addLayer(layer);
    group.addLayer(names(payload.labels));
  }

  function tiles(group, payload) {
    const Tiles = payload.options.shift ? ShiftedTiles : L.TileLayer;
    payload.urls.forEach((url) => group.addLayer(new Tiles(url, payload.options)));
  }

  /* All that changes. A flight is numbered, so that it is obeyed once however often it is sent. */
  api.scene = function (group, payload) {
    if (payload.tiles) tiles(group, payload.tiles);
    payload.layers.forEach((layer) => draw(group, layer));
    if (api.scan) api.scan.obey(payload.scan);
    if (api.editor) api.editor.obey(payload.edit);
    if (!payload.fly || payload.fly[0] <= api.seen) return;
    const again = !api.seen && api.last && api.last.flown();
    api.seen = payload.fly[0];
    if (!again) window.map_div.flyToBounds(payload.fly[1], { maxZoom: 16, padding: [40, 40], duration: 0.5 });
  };
})();
