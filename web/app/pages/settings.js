// SPDX-License-Identifier: Apache-2.0
/** The settings dialog: in a call, and before one, when an address can still be kept from others. */
import { h } from "../dom.js";
import { openDialog, titledDialog } from "../dialog.js";
import { Scope } from "../scope.js";
import { patchPrefs } from "../state.js";
import { picker } from "./devices.js";
import { levelMeter, selfVideo } from "./preview.js";
import { setLanguage } from "./topbar.js";
import { canBlur } from "../wishes.js";

/** @typedef {import("../desk.js").Desk} Desk */

/** Where camera and microphone run, or are about to. @type {ReadonlySet<import("../state.js").Page["kind"]>} */
const WITH_DEVICES = new Set(/** @type {const} */ (["prejoin", "lobby", "call", "direct"]));

/** @param {Desk} desk */
export function openSettings(desk) {
  const scope = new Scope();
  void desk.media.refresh(); // where no device was opened yet, nobody has looked
  const tabs = { av: soundAndPicture(desk, scope), general: general(desk, scope), net: [h("div", {}, toggle(desk, "relay", "set.relay", "set.relay.hint"))] };
  const body = h("div", { class: "body", role: "tabpanel", id: "settings-panel", tabindex: "0" });
  const nav = h("nav", { role: "tablist", "aria-orientation": "vertical", label: "set.title" });
  const buttons = /** @type {(keyof typeof tabs)[]} */ (Object.keys(tabs)).map(name => h("button", {
    role: "tab", type: "button", id: `tab-${name}`, "aria-controls": "settings-panel", t: `set.${name}`, "data-test": `tab-${name}`,
    on: { click: () => show(name) },
  }));
  nav.append(...buttons);
  const show = (/** @type {keyof typeof tabs} */ name) => {
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
  const dialog = openDialog(titledDialog("settings", "set.title", true, h("div", { class: "settings" }, nav, body)), { closed: () => scope.end() });
  const { kind } = desk.store.state.page;
  scope.watch(desk.store, s => s.page.kind, now => now !== kind && dialog.close()); // other things can be set there
}

/** @param {Desk} desk @param {Scope} scope */
function soundAndPicture(desk, scope) {
  const switches = h("div", {}, blurSwitch(desk, scope), toggle(desk, "noise", "set.noise", undefined, () => void desk.media.reopenMic()),
    toggle(desk, "echo", "set.echo", "set.echo.hint", () => void desk.media.reopenMic()), toggle(desk, "mirror", "set.mirror", "set.mirror.hint"));
  const speaker = picker(desk, scope, "speaker", "set-speaker");
  if (!WITH_DEVICES.has(desk.store.state.page.kind)) return [h("div", { class: "two" }, qualityPicker(desk, scope), speaker), switches];
  const video = selfVideo(desk, scope);
  const tile = h("div", { class: "tile fills" }, video);
  scope.watch(desk.store, s => s.prefs.mirror, on => tile.toggleAttribute("data-self", on));
  const box = h("div", { class: "preview on-dark" }, tile);
  const mic = picker(desk, scope, "mic", "set-mic");
  mic.append(levelMeter(desk, scope, { label: "pre.level" }));
  return [
    h("div", { class: "two" }, box, h("div", { class: "stack" }, picker(desk, scope, "camera", "set-camera"), qualityPicker(desk, scope))),
    h("div", { class: "two" }, mic, speaker),
    switches,
  ];
}

/** Shown where the browser can. @param {Desk} desk @param {Scope} scope */
export function blurSwitch(desk, scope) {
  const el = toggle(desk, "blur", "pre.blur", undefined, () => void desk.media.suit());
  scope.watch(desk.store, s => s.local.camera.track, track => (el.hidden = !canBlur(track)));
  return el;
}

/** How much of our picture is sent. @param {Desk} desk @param {Scope} scope */
function qualityPicker(desk, scope) {
  const { store } = desk;
  const quality = h("select", { class: "select", id: "set-quality", "data-test": "set-quality", on: { change: () => {
    patchPrefs(store, { quality: /** @type {import("../logic/budget.js").Quality} */ (quality.value) });
    void desk.media.suit();
  } } }, ...(/** @type {const} */ (["auto", "1080", "360", "audio"])).map(value => h("option", { value, t: `set.quality.${value}` })));
  scope.watch(store, s => s.prefs.quality, now => (quality.value = now));
  return h("div", { class: "field" }, h("label", { for: "set-quality", t: "set.quality" }), quality);
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
    h("a", { class: "small", href: "/test", target: "_blank", t: "test.link", "data-test": "test-link" }),
    h("div", {}, toggle(desk, "sounds", "set.sounds"), toggle(desk, "keys", "set.keys", "set.keys.hint")),
  ];
}

/** @param {Desk} desk
 * @param {"mirror" | "noise" | "echo" | "blur" | "relay" | "sounds" | "keys"} pref
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
