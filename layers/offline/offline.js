/* The offline page: layer switches, cards, search. Every value from data becomes a text node. */
(function () {
  "use strict";
  const view = JSON.parse(document.getElementById("view").textContent);
  const map = window.map = L.map("map", { zoomControl: false, preferCanvas: true, zoomSnap: 0.5 });
  map.fitBounds(view.bounds, { animate: false });
  planmap.setup(map, { bounds: view.bounds, note: view.caveat, buttons: ["home"] });

  function element(tag, words, className) {
    const el = document.createElement(tag);
    if (words) el.textContent = words;
    if (className) el.className = className;
    return el;
  }

  function nameOf(feature) {
    const tip = feature.properties.tip, end = tip.lastIndexOf("\n");
    return end < 0 ? tip : tip.slice(0, end);
  }

  /* Cards */

  function card(layer, feature) {
    const box = element("div", "", "card"), told = layer.cards[feature.properties.id];
    box.append(element("h2", nameOf(feature)));
    box.append(element("p", feature.properties.tip.split("\n").pop(), "kind"));
    const list = element("dl");
    (told ? told.rows : []).forEach((row) => list.append(element("dt", row[0]), element("dd", row[1])));
    box.append(list);
    if (told && told.note) box.append(element("p", told.note, "mark"));
    return box;
  }

  function openCard(layer, feature, at) {
    const size = map.getSize();
    L.popup({
      maxWidth: Math.min(340, size.x - 110), minWidth: Math.min(220, size.x - 130),
      maxHeight: Math.max(120, Math.round(size.y * 0.6)), autoPanPaddingTopLeft: [54, 12], autoPanPaddingBottomRight: [8, 12],
    }).setLatLng(at).setContent(card(layer, feature)).openOn(map);
  }

  map.on("popupopen", (e) => {
    const close = e.popup.getElement().querySelector(".leaflet-popup-close-button");
    if (close) { close.setAttribute("aria-label", "关闭"); close.title = "关闭"; }
  });

  /* Layers */

  function group(layer) {
    const made = L.featureGroup();
    planmap.scene(made, { layers: [layer], tiles: null, fly: null });
    return made;
  }

  const groups = view.layers.map(group);
  const boxes = Array.from(document.querySelectorAll("input[data-layer]"));
  groups.forEach((each, i) => each.on("click", (e) => {
    L.DomEvent.stopPropagation(e);
    openCard(view.layers[i], e.layer.feature || e.layer.toGeoJSON(), e.latlng);
  }));

  function arrange() {
    groups.forEach((each, i) => {
      const on = boxes[i].checked;
      if (on && !map.hasLayer(each)) each.addTo(map);
      if (!on && map.hasLayer(each)) each.remove();
      boxes[i].closest("section").classList.toggle("off", !on);
    });
    groups.forEach((each) => { if (map.hasLayer(each)) each.bringToFront(); });
    map.fire("moveend");
  }

  boxes.forEach((box) => box.addEventListener("change", () => { map.closePopup(); arrange(); }));
  arrange();

  /* Search: the name itself, names that begin so, others; shorter first, and of equals the one drawn
     on top. */

  const fold = (words) => words.normalize("NFKC").toLowerCase().trim();
  const input = document.querySelector("#search input"), found = document.querySelector("#search ul");
  const names = [];
  view.layers.forEach((layer, i) => (layer.data ? layer.data.features : []).forEach((feature) => {
    const name = nameOf(feature);
    if (layer.interactive && name) names.push({ key: fold(name), name: name, layer: i, feature: feature });
  }));
  view.unplaced.forEach((name) => names.push({ key: fold(name), name: name, layer: -1 }));

  function rank(key, wanted) { return key === wanted ? 0 : key.startsWith(wanted) ? 1 : 2; }

  function search(words) {
    const wanted = fold(words), parts = wanted.split(/\s+/);
    if (!wanted) return [];
    return names
      .filter((each) => parts.every((part) => each.key.includes(part)))
      .sort((a, b) => rank(a.key, wanted) - rank(b.key, wanted)
        || a.key.length - b.key.length || b.layer - a.layer)
      .slice(0, 20);
  }

  function go(hit) {
    const layer = view.layers[hit.layer], at = layer.spots[hit.feature.properties.id];
    found.hidden = true;
    planmap.seen = 1;
    if (!boxes[hit.layer].checked) { boxes[hit.layer].checked = true; arrange(); }
    const whole = L.geoJSON(hit.feature).getBounds();
    map.fitBounds(whole, { maxZoom: Math.max(16, map.getZoom()), padding: [40, 40], animate: false });
    openCard(layer, hit.feature, at);
  }

  function row(hit) {
    const item = element("li"), button = element("button", hit.name);
    const where = hit.layer < 0 ? "未落图" : view.layers[hit.layer].title;
    button.type = "button";
    button.append(element("small", where));
    if (hit.layer < 0) button.disabled = true;
    else button.addEventListener("click", () => go(hit));
    item.append(button);
    return item;
  }

  function list() {
    const hits = search(input.value);
    found.replaceChildren(...hits.map(row));
    if (!hits.length) found.append(element("li", "没有匹配的名称"));
    found.hidden = !input.value.trim();
  }

  input.addEventListener("input", list);
  input.addEventListener("focus", list);
  input.addEventListener("keydown", (e) => {
    if (e.key === "Escape") found.hidden = true;
    const first = found.querySelector("button:not(:disabled)");
    if (e.key === "Enter" && !found.hidden && first) first.click();
  });
  document.addEventListener("click", (e) => {
    if (!e.target.closest("#search")) found.hidden = true;
  });

  /* On a narrow screen the map comes first: the list opens by hand. */
  if (window.matchMedia("(max-width: 640px)").matches) {
    document.querySelectorAll("aside details").forEach((each) => { each.open = false; });
  }
})();
