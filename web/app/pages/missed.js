// SPDX-License-Identifier: Apache-2.0
/** Who called in vain, with a way to call back. */
import { button, h } from "../dom.js";
import { colon, day, t } from "../i18n.js";
import { patchPrefs } from "../state.js";

const SHOWN = 5;

/** What had the focus is gone. */
const focusMain = () => document.getElementById("main")?.focus();

/** @type {(desk: import("../desk.js").Desk, scope: import("../scope.js").Scope) => HTMLElement} */
export function missedCalls(desk, scope) {
  const { store } = desk;
  const items = h("ul", { class: "list", role: "list", "data-test": "missed" });
  const el = h("section", { class: "home-missed", "aria-labelledby": "missed-title" },
    h("div", { class: "row" }, h("h2", { id: "missed-title", class: "h-small grow", tabindex: "-1", t: "missed.title" }),
      button("btn btn-quiet btn-sm", null, "home.recent.clear", () => {
        patchPrefs(store, { missed: [] });
        focusMain();
      }, { "data-test": "clear-missed", label: () => colon(t("home.recent.clear"), t("missed.title")) })), items);
  scope.watch(store, s => s.prefs.missed, missed => {
    el.hidden = missed.length === 0;
    items.replaceChildren(...missed.slice(0, SHOWN).map(({ handle, name, at }) => h("li", { "data-handle": handle },
      h("span", { class: "lamp", "data-on": "amber" }),
      h("div", { class: "grow" }, h("b", { class: "clip block", dir: "auto" }, name || handle), h("span", { class: "sub num", t: () => day(at) })),
      button("btn btn-sm", "call", "board.call", () => {
        patchPrefs(store, { missed: store.state.prefs.missed.filter(one => one.at !== at) });
        focusMain(); // where the dialog of the call gives the focus back to
        void desk.bell.ring(handle);
      }, { label: () => `${t("board.call")} ${name || handle}`, "data-test": "call-back" }))));
  });
  return el;
}
