// SPDX-License-Identifier: Apache-2.0
/** The call page: bar, stage, panel, control shelf. */
import { bars, h, icon, setBars } from "../dom.js";
import { duration } from "../i18n.js";
import { LOGO } from "../pages/topbar.js";
import { patchCall, roomTitle } from "../state.js";
import { alerts, coverCard } from "./alerts.js";
import { chatPanel } from "./chat.js";
import { dropZone } from "./drop.js";
import { shortcutKeys } from "./keys.js";
import { peoplePanel } from "./people.js";
import { showPlug } from "./plugged.js";
import { recordingMark } from "./recording/mark.js";
import { shelf } from "./shelf.js";
import { stage } from "./stage.js";
import { showStats, toggleStats } from "./stats.js";
import { safetyButton } from "./verify.js";

/** @type {import("../app.js").View} */
export function callPage(desk, root, scope) {
  const { store } = desk;
  const { call } = store.state;
  if (!call) return;
  root.className = "call";
  const main = h("main", { id: "main", class: "stage", tabindex: "-1" }, alerts(desk, scope), stage(desk, scope), coverCard(desk, scope));
  root.append(callBar(desk, scope, call), main, shelf(desk, scope));
  if (!call.direct) root.append(dropZone(desk, scope));
  showPanels(desk, root, scope);
  shortcutKeys(desk, scope);
  showStats(desk, scope, main);
  showPlug(desk, main, scope);
}

/** @type {(desk: import("../desk.js").Desk, scope: import("../scope.js").Scope, call: import("../state.js").Call) => HTMLElement} */
function callBar(desk, scope, { room, direct }) {
  const { store } = desk;
  const timer = h("span", { class: "timer num", role: "timer", "data-test": "timer" });
  const tick = () => (timer.textContent = duration((Date.now() - (store.state.call?.since ?? Date.now())) / 1000));
  tick();
  scope.every(1000, tick);
  const quality = bars(4);
  scope.watch(store, s => (s.line.state !== "connected" && (s.call?.people.every(p => p.lost === "media") ?? true) ? 0 : s.call?.quality.me ?? 4), q => setBars(quality, q));
  const view = (/** @type {"grid" | "speaker"} */ name, /** @type {string} */ image) => {
    const el = h("button", { type: "button", "data-test": `view-${name}`, on: { click: () => patchCall(store, { view: name, pinned: "" }) } }, icon(image), h("span", { t: `more.${name}` }));
    scope.watch(store, s => s.call?.view === name, on => el.setAttribute("aria-pressed", String(on)));
    return el;
  };
  const views = h("div", { class: "segmented", role: "group", label: "more.layout" }, view("grid", "grid"), view("speaker", "speaker-view"));
  scope.watch(store, s => (s.call?.people.length ?? 0) < 2, few => (views.hidden = few));
  const lock = h("span", { class: "row", "data-test": "locked" }, icon("lock"), h("span", { class: "sr-only", t: "room.locked" }));
  scope.watch(store, s => s.call?.order.rules?.locked === true, locked => (lock.hidden = !locked));
  const plate = h("h1", { class: "clip", dir: "auto", tabindex: "-1", "data-test": "room-name" });
  scope.watch(store, s => direct?.name ?? roomTitle(s, room), title => (plate.textContent = title));
  return h("header", { class: "callbar" },
    h("span", { class: "brand only-wide" }, h("img", { src: LOGO, alt: "Switchboard" })),
    h("div", { class: "roomplate" }, plate, lock),
    timer, direct && h("span", { class: "dim small clip only-wide", "data-test": "direct", t: "direct.note" }), h("span", { class: "grow" }),
    recordingMark(desk, scope),
    safetyButton(desk, scope),
    h("button", { type: "button", class: "btn btn-quiet btn-sm quality", "data-test": "quality", on: { click: () => toggleStats(desk) } }, quality, h("span", { class: "sr-only", t: "more.stats" })),
    views);
}

/** Opens and closes the side panels; a panel's first field gets the focus, the key gets it back.
 * @type {(desk: import("../desk.js").Desk, root: HTMLElement, scope: import("../scope.js").Scope) => void} */
function showPanels(desk, root, scope) {
  const panels = { chat: chatPanel(desk, scope), people: peoplePanel(desk, scope) };
  let open = "";
  scope.watch(desk.store, s => s.call?.panel ?? "", panel => {
    if (panel === open) return;
    const hadFocus = root.querySelector(".panel")?.contains(document.activeElement) ?? false;
    root.querySelector(".panel")?.remove();
    const before = open;
    open = panel;
    if (panel) {
      const shown = panels[panel];
      root.querySelector(".shelf")?.after(shown.el); // the order of the Tab key
      shown.focus();
    } else if (hadFocus || document.activeElement === document.body) {
      const key = /** @type {HTMLElement | null} */ (root.querySelector(`.shelf [data-test="${before}"]`));
      (key?.offsetParent ? key : /** @type {HTMLElement | null} */ (root.querySelector('.shelf [data-test="more"]')))?.focus();
    }
  });
}
