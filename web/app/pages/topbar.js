// SPDX-License-Identifier: Apache-2.0
/** The bar above every page but the call: two switches, and the way to the settings. */
import { button, h, icon } from "../dom.js";
import { lang, loadLang } from "../i18n.js";
import { toast } from "../notices.js";
import { calling, part } from "../part.js";
import { patchPrefs } from "../state.js";

export const LOGO = new URL("../logo.svg", import.meta.url).href;

/** @param {import("../desk.js").Desk} desk
 * @param {boolean} [settings] whether there is anything to set here */
export function topbar(desk, settings = true) {
  const { store } = desk;
  return h("header", { class: "topbar" },
    h("a", { class: "brand", href: "/", on: { click: e => follow(e, () => desk.home()) } },
      h("img", { src: LOGO, alt: "" }), h("b", {}, "Switchboard")),
    h("button", { type: "button", class: "btn btn-quiet btn-sm", label: "lang.label", "data-test": "lang", on: { click: () => switchLang(store) } },
      icon("translate"), h("span", { t: "lang.other" })),
    button("btn btn-quiet btn-icon btn-sm", "auto", "theme.label", () => switchTheme(store), { "data-test": "theme" }),
    settings && button("btn btn-quiet btn-icon btn-sm", "settings", "more.settings", e => void showSettings(desk, /** @type {HTMLElement} */ (e.currentTarget)), { "data-test": "open-settings", "aria-haspopup": "dialog" }));
}

/** They come with what a call needs. @param {import("../desk.js").Desk} desk @param {HTMLElement} opener busy meanwhile */
async function showSettings(desk, opener) {
  if (opener.hasAttribute("aria-busy")) return;
  opener.setAttribute("aria-busy", "true");
  try {
    const { openSettings } = await calling();
    if (opener.isConnected) openSettings(desk); // or another page came meanwhile
  } catch {
    toast(desk.store, "warn", "err.unreachable");
  } finally {
    opener.removeAttribute("aria-busy");
  }
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
