// SPDX-License-Identifier: Apache-2.0
/** The control shelf: a toolbar with one tab stop. */
import { h, icon, setIcon, words } from "../dom.js";
import { listed, number, t } from "../i18n.js";
import { live } from "../media.js";
import { openMenu } from "../menu.js";
import { choices, choose } from "../pages/devices.js";
import { avKey } from "../pages/preview.js";
import { leaveKey } from "./leavekey.js";
import { canShare, moreMenu, reactMenu, shareItems } from "./more.js";
import { togglePanel } from "./panel.js";

/** @type {(desk: import("../desk.js").Desk, scope: import("../scope.js").Scope) => HTMLElement} */
export function shelf(desk, scope) {
  const { store } = desk;
  const direct = Boolean(store.state.call?.direct); // then there is nobody to hear of hands, or to read
  const mic = avKey("mic", () => void desk.toggleMic());
  const camera = avKey("camera", () => void desk.toggleCamera());
  scope.watch(store, s => live(s.local.mic), on => mic.show(on));
  scope.watch(store, s => live(s.local.camera), on => camera.show(on));

  const share = key("share", "share", "ctl.share", () => void desk.toggleShare());
  scope.watch(store, s => s.local.screen !== null, on => {
    share.setAttribute("data-live", String(on));
    setIcon(/** @type {Element} */ (share.querySelector("svg")), on ? "share-stop" : "share");
    words(/** @type {Element} */ (share.querySelector("span")), "text", on ? "ctl.share.stop" : "ctl.share");
    words(share, "aria-label", on ? "share.stop" : "keys.share");
  });
  const react = key("react", "react", "ctl.react", () => reactMenu(desk, react), { "aria-haspopup": "menu", "aria-expanded": "false" });
  const hand = key("hand", "hand", "ctl.hand", () => desk.session?.toggleHand());
  scope.watch(store, s => (s.call?.hand ?? 0) > 0, up => hand.setAttribute("aria-pressed", String(up)));

  const chat = key("chat", "chat", "ctl.chat", () => togglePanel(desk, "chat"), { "aria-expanded": "false" });
  const people = key("people", "people", "ctl.people", () => togglePanel(desk, "people"), { "aria-expanded": "false", class: "key only-wide" });
  const more = key("more", "more", "ctl.more", () => moreMenu(desk, more), { "aria-haspopup": "menu", "aria-expanded": "false" });
  scope.watch(store, s => s.call?.panel, panel => {
    chat.setAttribute("aria-expanded", String(panel === "chat"));
    people.setAttribute("aria-expanded", String(panel === "people"));
  });
  const unread = counted(chat, "unread", "ctl.chat");
  scope.watch(store, s => s.call?.unread ?? 0, n => unread(n, () => t("chat.unread", { n })));
  // On a narrow page the list of people is behind "More".
  const waiting = [counted(people, "waiting-count", "ctl.people"), counted(more, "waiting-more", "ctl.more", "only-narrow")];
  scope.watch(store, s => s.call?.order.waiting ?? [], ({ length: n, 0: first }) => waiting.forEach(show =>
    show(n, () => (n === 1 ? t("wait.one", { name: first?.name ?? "" }) : t("wait.many", { n })))));

  const leave = leaveKey(desk);
  const keys = h("div", { class: "keys", role: "toolbar", label: "ctl.toolbar", on: { keydown: event => moveKeys(keys, event), focusin: event => rove(keys, event.target) } },
    h("div", { class: "keygroup" }, split(desk, mic.el, "mic"), split(desk, camera.el, "camera")), h("hr"),
    h("div", { class: "keygroup only-wide" }, canShare() && shareSplit(desk, share), !direct && react, !direct && hand), h("hr"),
    h("div", { class: "keygroup" }, !direct && chat, !direct && people, more), h("hr"), leave);
  rove(keys, mic.el);
  // A narrower page hides keys; if the tab stop is one of them, Tab would pass the shelf.
  const watch = new ResizeObserver(() => {
    const all = /** @type {HTMLElement[]} */ ([...keys.querySelectorAll(".key, .caret")]);
    if (!all.some(el => el.tabIndex === 0 && el.offsetParent)) rove(keys, all.find(el => el.offsetParent) ?? mic.el);
  });
  watch.observe(keys);
  scope.add(() => watch.disconnect());
  return h("footer", { class: "shelf" }, keys);
}

/** @param {string} name
 * @param {string} image
 * @param {import("../i18n.js").Key} text
 * @param {() => void} run
 * @param {import("../dom.js").Props} [props] */
function key(name, image, text, run, props = {}) {
  return h("button", { type: "button", class: "key", "data-tone": "amber", "data-test": name, on: { click: run }, ...props }, icon(image), h("span", { t: text }));
}

/** Puts a number on a key, and what it means into its name.
 * @param {HTMLElement} key
 * @param {string} name
 * @param {import("../i18n.js").Key} of the key's own name
 * @param {string} [cls]
 * @returns {(n: number, meaning: () => string) => void} */
function counted(key, name, of, cls = "") {
  const badge = h("span", { class: `count ${cls}`, "data-test": name, "aria-hidden": "true" });
  return (n, meaning) => {
    badge.textContent = n > 99 ? "99+" : number(n);
    if (n > 0) key.append(badge);
    else badge.remove();
    words(key, "aria-label", () => (n > 0 ? listed([t(of), meaning()]) : t(of)));
  };
}

/** A key with the menu of its devices.
 * @param {import("../desk.js").Desk} desk
 * @param {HTMLElement} main
 * @param {"mic" | "camera"} what */
function split(desk, main, what) {
  const caret = h("button", { type: "button", class: "caret", "aria-haspopup": "menu", "aria-expanded": "false", label: what === "mic" ? "ctl.mic.menu" : "ctl.cam.menu", "data-test": `${what}-menu`, on: { click: () => {
    const of = (/** @type {"mic" | "camera" | "speaker"} */ one) => choices(desk.store.state, one).map(c => ({ label: c.label, checked: c.chosen, run: () => choose(desk, one, c.id) }));
    const speakers = of("speaker");
    openMenu(caret, "pop-devices", what === "mic" ? "ctl.mic.menu" : "ctl.cam.menu", what === "camera"
      ? [{ heading: "pre.camera" }, ...of("camera")]
      : [{ heading: "pre.mic" }, ...of("mic"), ...(speakers.length > 1 ? [/** @type {const} */ ("line"), { heading: /** @type {const} */ ("pre.speaker") }, ...speakers] : [])]);
  } } }, icon("down"));
  return h("div", { class: "keysplit" }, main, caret);
}

/** The key for the screen, with the menu of how.
 * @param {import("../desk.js").Desk} desk
 * @param {HTMLElement} main */
function shareSplit(desk, main) {
  const caret = h("button", { type: "button", class: "caret", "aria-haspopup": "menu", "aria-expanded": "false", label: "share.menu", "data-test": "share-menu",
    on: { click: () => openMenu(caret, "pop-devices", "share.menu", shareItems(desk)) } }, icon("down"));
  return h("div", { class: "keysplit calm" }, main, caret);
}

/** @param {HTMLElement} keys @param {EventTarget | null} current */
function rove(keys, current) {
  if (current instanceof Element && current.closest(".menu")) return;
  for (const el of keys.querySelectorAll(".key, .caret")) el.setAttribute("tabindex", el === current ? "0" : "-1");
}

/** @param {HTMLElement} keys @param {KeyboardEvent} event */
function moveKeys(keys, event) {
  if (event.target instanceof Element && event.target.closest(".menu")) return;
  const all = /** @type {HTMLElement[]} */ ([...keys.querySelectorAll(".key, .caret")]).filter(el => el.offsetParent !== null);
  const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const rtl = getComputedStyle(keys).direction === "rtl" ? -1 : 1;
  const next = { ArrowRight: at + rtl, ArrowLeft: at - rtl, Home: 0, End: all.length - 1 }[event.key];
  if (next === undefined || at < 0) return;
  event.preventDefault();
  all[(next + all.length) % all.length]?.focus();
}
