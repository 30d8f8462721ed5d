/* What a map showed last in this tab: after a reload, a restart of the server or a look at the other
   page it shows that again, and does not fly anew to what was selected before. The tab alone keeps
   it: a link opens as it is told. Kept by its upper left corner, which stays where it is when the bar
   of the editor takes room above it. */
(function () {
  "use strict";
  if (!window.planmap || planmap.last) return;

  const here = () => window.parent.location, page = here().pathname, NAME = "planmap-view:" + page;
  const chosen = () => new URLSearchParams(here().search).get("sel") || "";

  function held() {
    try {
      const told = JSON.parse(sessionStorage.getItem(NAME)) || {};
      return Array.isArray(told.at) && told.at.length === 3 && told.at.every(Number.isFinite) ? told : {};
    } catch { return {}; }
  }

  const before = held();

  planmap.last = {
    /* Show what was shown; whether anything was. */
    begin: function (map) {
      const keep = () => {
        if (here().pathname !== page) return; // the other page is on its way
        const corner = map.containerPointToLatLng([0, 0]), at = [map.getZoom(), corner.lat, corner.lng];
        try { sessionStorage.setItem(NAME, JSON.stringify({ at: at, sel: chosen() })); } catch { /* the tab keeps nothing */ }
      };
      if (before.at) {
        const [zoom, lat, lng] = before.at, corner = map.project([lat, lng], zoom);
        map.setView(map.unproject(corner.add(map.getSize().divideBy(2)), zoom), zoom, { animate: false });
      }
      map.on("moveend", keep);
      window.addEventListener("pagehide", keep);
      return !!before.at;
    },
    /* Whether what is flown to first was there when the map was left. */
    flown: () => !!before.at && before.sel === chosen(),
  };
})();
