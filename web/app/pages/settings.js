// SPDX-License-Identifier: Apache-2.0
/** The settings dialog. */
import { h } from "../dom.js";
import { openDialog, titledDialog } from "../dialog.js";
import { Scope } from "../scope.js";
import { patchPrefs } from "../state.js";
import { picker } from "./devices.js";
import { selfVideo } from "./preview.js";
import { setLanguage } from "./topbar.js";

/** @typedef {import("../desk.js").Desk} Desk */

/** @param {Desk} desk */
export function openSettings(desk) {
  const scope = new Scope();
  const tabs = { av: soundAndPicture(desk, scope), general: general(desk, scope) };
  const body = h("div", { class: "body", role: "tabpanel", id: "settings-panel", tabindex: "0" });
  const nav = h("nav", { role: "tablist", "aria-orientation": "vertical", label: "set.title" });
  const buttons = /** @type {("av" | "general")[]} */ (Object.keys(tabs)).map(name => h("button", {
    role: "tab", type: "button", id: `tab-${name}`, "aria-controls": "settings-panel", t: `set.${name}`, "data-test": `tab-${name}`,
    on: { click: () => show(name) },
  }));
  nav.append(...buttons);
  const show = (/** @type {"av" | "general"} */ name) => {
    for (const b of buttons) {
      const on = b.id === `tab-${name}`;
      b.setAttribute("aria-selected", String(on));
      b.tabIndex = on ? 0 : -1;
    }
    body.setAttribute("aria-labelledby", `tab-${name}`);
    body.replaceChildren(...tabs[name]);
  };
  nav.addEventListener("keydown", event => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = buttons[(buttons.findIndex(b => b === document.activeElement) + step + buttons.length) % buttons.length];
    next?.click();
    next?.focus();
  });
  show("av");
  openDialog(titledDialog("settings", "set.title", true, h("div", { class: "settings" }, nav, body)), { closed: () => scope.end() });
}

/** @param {Desk} desk @param {Scope} scope */
function soundAndPicture(desk, scope) {
  const video = selfVideo(desk, scope);
  const tile = h("div", { class: "tile fills" }, video);
  scope.watch(desk.store, s => s.prefs.mirror, on => tile.toggleAttribute("data-self", on));
  const box = h("div", { class: "preview on-dark" }, tile);
  return [
    h("div", { class: "two" }, box, h("div", { class: "stack" }, picker(desk, scope, "camera", "set-camera"), picker(desk, scope, "mic", "set-mic"), picker(desk, scope, "speaker", "set-speaker"))),
    h("div", {}, toggle(desk, "mirror", "set.mirror", "set.mirror.hint"), toggle(desk, "noise", "set.noise", undefined, () => {
      const { prefs } = desk.store.state;
      if (desk.store.state.local.mic.track) void desk.media.use("mic", prefs.mic);
    })),
  ];
}

/** @param {Desk} desk @param {Scope} scope */
function general(desk, scope) {
  const { store } = desk;
  const language = h("select", { class: "select", id: "set-language", "data-test": "set-language", on: { change: () => void setLanguage(store, /** @type {"en" | "zh"} */ (language.value)).catch(() => {}) } },
    h("option", { value: "en", lang: "en" }, "English"), h("option", { value: "zh", lang: "zh-CN" }, "中文"));
  scope.watch(store, s => s.lang, now => (language.value = now));
  const theme = h("select", { class: "select", id: "set-theme", "data-test": "set-theme", on: { change: () => patchPrefs(store, { theme: /** @type {"" | "light" | "dark"} */ (theme.value) }) } },
    h("option", { value: "", t: "theme.system" }), h("option", { value: "light", t: "theme.light" }), h("option", { value: "dark", t: "theme.dark" }));
  scope.watch(store, s => s.prefs.theme, now => (theme.value = now));
  return [
    h("div", { class: "two" },
      h("div", { class: "field" }, h("label", { for: "set-language", t: "set.language" }), language),
      h("div", { class: "field" }, h("label", { for: "set-theme", t: "set.theme" }), theme)),
    h("div", {}, toggle(desk, "sounds", "set.sounds"), toggle(desk, "keys", "set.keys", "set.keys.hint")),
  ];
}

/** @param {Desk} desk
 * @param {"mirror" | "noise" | "sounds" | "keys"} pref
 * @param {import("../i18n.js").Key} title
 * @param {import("../i18n.js").Key} [hint]
 * @param {() => void} [then] */
function toggle({ store }, pref, title, hint, then) {
  const input = h("input", { type: "checkbox", role: "switch", checked: store.state.prefs[pref], "data-test": `set-${pref}`, on: { change: () => {
    patchPrefs(store, { [pref]: input.checked });
    then?.();
  } } });
  return h("label", { class: "switch" }, h("span", {}, h("b", { t: title }), hint && h("small", { t: hint })), input);
}
