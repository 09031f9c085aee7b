// SPDX-License-Identifier: Apache-2.0
/** The bar above every page but the call, and the two switches in it. */
import { button, h, icon } from "../dom.js";
import { lang, loadLang } from "../i18n.js";
import { part } from "../part.js";
import { patchPrefs } from "../state.js";

export const LOGO = new URL("../logo.svg", import.meta.url).href;

/** @param {import("../desk.js").Desk} desk */
export function topbar(desk) {
  const { store } = desk;
  return h("header", { class: "topbar" },
    h("a", { class: "brand", href: "/", on: { click: e => follow(e, () => desk.home()) } },
      h("img", { src: LOGO, alt: "" }), h("b", {}, "Switchboard")),
    h("button", { type: "button", class: "btn btn-quiet btn-sm", label: "lang.label", "data-test": "lang", on: { click: () => switchLang(store) } },
      icon("translate"), h("span", { t: "lang.other" })),
    button("btn btn-quiet btn-icon btn-sm", "auto", "theme.label", () => switchTheme(store), { "data-test": "theme" }));
}

/** Follows a link inside the app, unless the person wants it in another tab.
 * @param {MouseEvent} event
 * @param {() => void} go */
export function follow(event, go) {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go();
}

/** To the self-test, for whoever finds that something does not work. @param {import("../desk.js").Desk} desk */
export const testLink = desk => h("a", { class: "testlink small", href: "/test", t: "test.link", "data-test": "test-link", on: { click: e => follow(e, () => desk.test()) } });

/** @param {import("../state.js").AppStore} store */
export function switchLang(store) {
  void setLanguage(store, lang() === "zh" ? "en" : "zh").catch(() => {});
}

/** Once its words are there; until then, and where they cannot be had, nothing changes.
 * @param {import("../state.js").AppStore} store
 * @param {import("../i18n.js").Lang} next */
export async function setLanguage(store, next) {
  await part(() => loadLang(next));
  store.set({ lang: next });
  patchPrefs(store, { lang: next });
}

/** @param {import("../state.js").AppStore} store */
function switchTheme(store) {
  const dark = getComputedStyle(document.documentElement).colorScheme === "dark"
    || (!document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
  patchPrefs(store, { theme: dark ? "light" : "dark" });
}
