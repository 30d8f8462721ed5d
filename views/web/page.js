/* What Streamlit's page does not do by itself: it speaks Chinese, it asks before unsaved work is
   left, and it tells when the work of a session is gone. Words and places stand in words.json. */
(() => {
  "use strict";

  /* Where the server answers; not told, Streamlit asks below each part of the address in turn. */
  const source = new URL(document.currentScript.src);
  source.username = source.password = "";  // of a bookmark; no browser fetches with them
  window.__streamlit = { ...window.__streamlit, BACKEND_BASE_URL: new URL("..", source).href };

  const UNSAVED = ".st-key-pm-keep, [data-unsaved='1']";
  const STATE = "data-test-connection-state";
  const SESSION = "[data-session]";
  const SAVED = "[data-saved]:not([data-saved=''])";
  const PULSE = ".st-key-pm-pulse button";
  const RUNS = "data-test-script-state";
  const CALM_MS = 500;
  const SAVES = ".st-key-pm-keep button, .st-key-file-project button, .st-key-atlas-file-out button";
  const kept = document.documentElement.dataset.kept || "";
  let words = null;

  /* --- A press stays where it was made ------------------------------------------------------ */

  /* Pressing one of several buttons moves the focus to the one chosen before; where that lies out
     of sight, the browser scrolls there, and what was pressed has moved from under the pointer. */
  const holdStill = (event) => {
    if (!event.target.closest?.("[data-testid=stButtonGroup]")) return;
    const held = [];
    for (let box = event.target; box; box = box.parentElement) {
      if (box.scrollHeight > box.clientHeight) held.push([box, box.scrollTop]);
    }
    const back = () => held.forEach(([box, top]) => {
      if (box.scrollTop !== top) box.scrollTop = top;
    });
    const soon = () => queueMicrotask(back);
    const letGo = () => {
      document.removeEventListener("focusin", soon, true);
      document.removeEventListener("scroll", back, true);
    };
    document.addEventListener("focusin", soon, true);
    document.addEventListener("scroll", back, true);
    for (const end of ["pointerup", "pointercancel"]) {
      document.addEventListener(end, letGo, { capture: true, once: true });
    }
  };
  document.addEventListener("pointerdown", holdStill, true);

  /* --- Chinese ------------------------------------------------------------------------------ */

  const said = (text, table) => {
    const bare = text.trim();
    if (table.words && Object.hasOwn(table.words, bare)) return table.words[bare];
    for (const [from, to] of table.patterns || []) {
      if (from.test(bare)) return bare.replace(from, to);
    }
    return null;
  };

  /* Nothing is written twice: each writing calls the observer again. */
  const put = (node, text) => { if (node.data !== text) node.data = text; };
  const name = (element, attribute, text) => {
    if (element.getAttribute(attribute) !== text) element.setAttribute(attribute, text);
  };

  const translateText = (node) => {
    const parent = node.parentElement;
    if (!parent || !/[A-Za-z]/.test(node.data) || parent.closest(words.names_of_files)) return;
    for (const table of words.texts) {
      if (!parent.closest(table.in)) continue;
      if (table.empty && parent.closest("[role=option]")?.hasAttribute("data-key")) continue;
      const text = said(node.data, table);
      if (text !== null) return put(node, text);
    }
  };

  const translateLabels = (element) => {
    for (const table of words.labels) {
      if (!element.matches(table.in)) continue;
      for (const attribute of table.of) {
        const value = element.getAttribute(attribute);
        const text = value && said(value, table);
        if (text) name(element, attribute, text);
      }
    }
    for (const [where, text] of Object.entries(words.names)) {
      if (element.matches(where)) name(element, "aria-label", text);
    }
  };

  const tellLost = (dialog) => {
    const leaves = [];
    const walk = document.createTreeWalker(dialog, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) leaves.push(walk.currentNode);
    const at = leaves.findIndex((leaf) => [words.lost.dialog, words.lost.title].includes(leaf.data));
    if (at < 0) return;
    put(leaves[at], words.lost.title);
    const told = leaves.slice(at + 1).filter((leaf) => !leaf.parentElement.closest("button"));
    const saved = document.querySelector(SAVED)?.dataset.saved;
    const until = saved && !document.querySelector(UNSAVED)
      ? words.lost.saved.replace("{when}", saved)
      : words.lost.kept.replace("{kept}", kept);
    told.forEach((leaf, place) => put(leaf, place ? "" : words.lost.told.replace("{saved}", until)));
  };

  const translate = (root) => {
    if (root.nodeType === Node.TEXT_NODE) translateText(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    translateLabels(root);
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      if (walk.currentNode.nodeType === Node.TEXT_NODE) translateText(walk.currentNode);
      else translateLabels(walk.currentNode);
    }
  };

  /* --- The work of the session -------------------------------------------------------------- */

  let session = "";
  let work = "";  // id of the work that the page held, "" for none that is stored
  let worked = false;
  let wasOff = false;

  window.addEventListener("beforeunload", (event) => {
    if (!document.querySelector(UNSAVED)) return;
    event.preventDefault();
    event.returnValue = true;  // browsers before 2023
  });

  let touched = 0;
  for (const kind of ["pointerdown", "keydown"]) {
    document.addEventListener(kind, () => { touched = Date.now(); }, true);
  }

  /* A run that is asked for ends the one under way, and with it what a planner just pressed: it is
     asked for once nothing runs and nobody has pressed anything for a while. */
  const pulse = (busy = () => false, done = () => {}, begun = Date.now()) => {
    let since = begun;
    const wait = window.setInterval(() => {
      const runs = document.querySelector(`[${RUNS}]`)?.getAttribute(RUNS) !== "notRunning";
      since = runs || busy() ? Date.now() : Math.max(since, touched);
      if (Date.now() - since < CALM_MS) return;
      window.clearInterval(wait);
      document.querySelector(PULSE)?.click();
      done();
    }, 100);
  };

  const look = () => {
    const state = document.querySelector(`[${STATE}]`)?.getAttribute(STATE);
    const off = Boolean(state) && state !== "CONNECTED";
    if (wasOff && !off) pulse();
    wasOff = off && Boolean(session);
    const mark = document.querySelector(SESSION)?.dataset;
    if (!mark) return;
    const other = mark.session !== session;
    if (session && other && worked && !(work && mark.kept === work)) tellGone();
    if (other || !off) {
      worked = mark.work === "1";
      work = mark.kept;
    }
    session = mark.session;
  };

  const tellGone = () => {
    if (document.querySelector(".pm-gone")) return;
    const box = document.createElement("div");
    box.className = "pm-gone";
    box.setAttribute("role", "alert");
    box.append(document.createElement("span"), document.createElement("button"));
    box.firstChild.textContent = words.gone.told;
    box.lastChild.textContent = words.gone.done;
    box.lastChild.addEventListener("click", () => box.remove());
    document.body.append(box);
  };

  /* A file that has been made is known to the server; the page hears of it by a run of its own. */
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(SAVES);
    if (!button) return;
    let begun = false;
    let waited_ms = 0;
    const watch = window.setInterval(() => {
      waited_ms += 100;
      begun ||= button.disabled;
      if (button.disabled || (!begun && waited_ms < 2000)) return;
      window.clearInterval(watch);
      pulse();
    }, 100);
  }, true);

  /* --- News of the ledger ------------------------------------------------------------------- */

  const NEWS = new URL("../share/edition", source).href;
  const NEWS_MS = 600;
  const AGAIN_MS = 10000;
  const BUSY = "[role=dialog], [data-editing]";  // would be closed by a run of the page
  const QUIET_MS = 2000;  // a busy server may take that long to begin what was pressed
  const busy = () => Boolean(document.querySelector(BUSY)) || Date.now() - touched < QUIET_MS;
  const asked = { waits: false, edition: "", at: 0 };

  const ask = async () => {
    const drawn = document.querySelector("[data-edition]")?.dataset.edition;
    if (drawn === undefined || document.hidden || wasOff || asked.waits) return;
    const got = await fetch(NEWS, { cache: "no-store" }).catch(() => null);
    if (!got?.ok) return;
    const { edition } = await got.json();
    if (edition === drawn || (edition === asked.edition && Date.now() - asked.at < AGAIN_MS)) return;
    asked.waits = true;
    const done = () => Object.assign(asked, { waits: false, edition, at: Date.now() });
    pulse(busy, done, touched);  // a page that has been calm for a while need not wait
  };

  const listen = () => {
    ask().catch(() => null).then(() => window.setTimeout(listen, NEWS_MS));
  };
  listen();

  /* --- One observer for all ----------------------------------------------------------------- */

  const heed = (records) => {
    for (const record of records) {
      if (record.type === "characterData") translateText(record.target);
      else if (record.type === "attributes") translateLabels(record.target);
      else record.addedNodes.forEach(translate);
    }
    document.querySelectorAll("[role=dialog]").forEach(tellLost);
    look();
  };

  const ready = (patterns) => (patterns || []).map(([from, to]) => [new RegExp(from), to]);

  const begin = (loaded) => {
    words = loaded;
    [...words.texts, ...words.labels].forEach((table) => { table.patterns = ready(table.patterns); });
    translate(document.body);
    new MutationObserver(heed).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: [...new Set(words.labels.flatMap((table) => table.of)), STATE],
    });
    look();
  };

  fetch(source.href.replace("page.js", "words.json")).then((got) => got.json()).then(begin);
})();
