/* A scanned plan laid under the map: where its corners say, or over the middle of the view until
   points are matched. Each match is a spot on the scan, then where that lies on the map. */
(function () {
  "use strict";
  if (!window.planmap || planmap.scan) return;

  const PANE = "pm-scan";
  const scan = planmap.scan = { shown: null };

  /* An image moved by the matrix that brings its corners where they lie. */
  const Picture = L.Layer.extend({
    initialize: function (told) { this._told = told; },
    onAdd: function (map) {
      const img = this._img = document.createElement("img");
      img.className = "leaflet-zoom-hide pm-scan";
      img.alt = "扫描件";
      img.draggable = false;
      img.src = this._told.url;
      img.width = this._told.size[0];
      img.height = this._told.size[1];
      map.getPane(PANE).appendChild(img);
      if (!this.corners) this.corners = this._told.corners || this._middle(map);
      map.on("zoomend viewreset", this.place, this);
      this.place();
    },
    onRemove: function (map) {
      map.off("zoomend viewreset", this.place, this);
      this._img.remove();
    },
    tell: function (told) {
      this._told = told;
      if (told.corners) this.corners = told.corners;
      this._img.style.opacity = told.opacity;
      this.place();
    },
    place: function () {
      const [a, b, c] = this.corners.map((at) => this._map.latLngToLayerPoint(at));
      const [w, h] = this._told.size;
      this._matrix = [(b.x - a.x) / w, (b.y - a.y) / w, (c.x - a.x) / h, (c.y - a.y) / h, a.x, a.y];
      this._img.style.transform = "matrix(" + this._matrix.join(",") + ")";
    },
    /* Pixel of the scan at a place of the map, null beside it. */
    pixel: function (at) {
      const p = this._map.latLngToLayerPoint(at), [a, b, c, d, e, f] = this._matrix;
      const over = a * d - b * c, x = p.x - e, y = p.y - f;
      const px = [(d * x - c * y) / over, (a * y - b * x) / over], [w, h] = this._told.size;
      return px[0] >= 0 && px[1] >= 0 && px[0] <= w && px[1] <= h ? px : null;
    },
    latlng: function (px) {
      const [a, b, c, d, e, f] = this._matrix;
      return this._map.layerPointToLatLng([a * px[0] + c * px[1] + e, b * px[0] + d * px[1] + f]);
    },
    _middle: function (map) {
      const view = map.getSize(), [w, h] = this._told.size;
      const by = 0.8 * Math.min(view.x / w, view.y / h);
      const left = (view.x - by * w) / 2, top = (view.y - by * h) / 2;
      return [[left, top], [left + by * w, top], [left, top + by * h]]
        .map((at) => map.containerPointToLatLng(at));
    },
  });

  function pin(number, at, className) {
    const icon = L.divIcon({ className: "pm-pin " + className, html: planmap.text("", String(number)), iconSize: [22, 22] });
    return L.marker(at, { icon: icon, interactive: false, keyboard: false, pane: "pm-labels" });
  }

  function drawPins() {
    scan.pins.clearLayers();
    const told = scan.shown._told;
    told.pins.forEach((each, i) => {
      const seen = scan.shown.latlng(each.pixel), at = L.latLng(each.at);
      scan.pins.addLayer(L.polyline([seen, at], { color: "#b00020", weight: 2, interactive: false }));
      scan.pins.addLayer(pin(i + 1, at, "pm-pin-true"));
    });
    if (scan.first) scan.pins.addLayer(pin(told.pins.length + 1, scan.shown.latlng(scan.first), "pm-pin-seen"));
  }

  function say(words) {
    scan.hint.textContent = words;
    scan.hint.style.display = words ? "" : "none";
  }

  function ask() {
    if (!scan.shown || !scan.shown._told.pick) return say("");
    const number = scan.shown._told.pins.length + 1;
    say(scan.first ? "第 " + number + " 对：再点它在地图上的真实位置（Esc 重选）"
                   : "第 " + number + " 对：先点扫描件上认得出的一处（路口、墙角）");
  }

  function clicked(event) {
    if (!scan.shown || !scan.shown._told.pick) return;
    if (!scan.first) {
      scan.first = scan.shown.pixel(event.latlng);
      if (!scan.first) say("这里不在扫描件上；请点扫描件以内");
      else { drawPins(); ask(); }
      return;
    }
    const id = [scan.first[0].toFixed(1), scan.first[1].toFixed(1), event.latlng.lng.toFixed(8),
                event.latlng.lat.toFixed(8), scan.shown._told.token].join(",");
    const told = { type: "Feature", geometry: null, properties: { layer: "scan", id: id } };
    scan.first = null;
    say("正在对准……");
    planmap.tell(told);
  }

  /* Once, on the base map. */
  scan.begin = function (map) {
    scan.map = map;
    scan.pins = L.layerGroup().addTo(map);
    const pane = map.createPane(PANE);
    pane.style.zIndex = 250;  // over the background, under the layers
    pane.style.pointerEvents = "none";
    scan.hint = planmap.text("pm-scan-hint", "");
    scan.hint.setAttribute("role", "status");
    scan.hint.style.display = "none";
    map.getContainer().appendChild(scan.hint);
    map.on("click", clicked);
    map.on("zoomend", () => { if (scan.shown) drawPins(); });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !scan.first) return;
      scan.first = null;
      drawPins();
      ask();
    });
  };

  /* What the server says: nothing, or the scan with its corners and matched points. */
  scan.obey = function (told) {
    if (scan.shown && (!told || told.token !== scan.shown._told.token)) {
      scan.map.removeLayer(scan.shown);
      scan.pins.clearLayers();
      scan.shown = scan.first = null;
    }
    if (told && !scan.shown) scan.shown = new Picture(told).addTo(scan.map);
    if (told) {
      if (!told.pick) scan.first = null;
      scan.shown.tell(told);
      scan.map.getContainer().classList.toggle("pm-picking", Boolean(told.pick));
      drawPins();
    } else scan.map.getContainer().classList.remove("pm-picking");
    ask();
  };
})();
