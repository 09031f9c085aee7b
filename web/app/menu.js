// SPDX-License-Identifier: Apache-2.0
/** Menus: popovers above the key that opened them. Arrows, Home, End and first letters move; Esc closes. */
import { h, icon, words } from "./dom.js";
import { beside } from "./logic/place.js";

/** @typedef {{ label: import("./dom.js").Words, image?: string, key?: string, cls?: string, test?: string, run: () => void }} Action */
/** @typedef {{ label: string, checked: boolean, run: () => void }} Choice */
/** @typedef {Action | Choice | { heading: import("./dom.js").Words } | "line"} Item */

/** The menu that each key opened last. @type {WeakMap<HTMLElement, HTMLElement>} */
const newest = new WeakMap();

/** The key that was pressed while its menu was open: the popover's light dismissal closes that menu when the press ends, and the click that
 * follows must not open it again. */
let dismissing = "";
addEventListener("pointerdown", event => {
  const key = event.target instanceof Element ? event.target.closest("[aria-expanded=true]") : null;
  dismissing = key instanceof HTMLElement ? key.dataset.test ?? "" : "";
}, { capture: true });
addEventListener("keydown", () => dismissing = "", { capture: true });

/** @param {HTMLElement} anchor
 * @param {string} cls
 * @param {import("./dom.js").Words} label
 * @param {Item[]} items
 * @param {() => void} [closed] called when it is gone, and the focus back on its key */
export function openMenu(anchor, cls, label, items, closed) {
  const name = anchor.dataset.test ?? "";
  const open = document.querySelector(`.menu[data-for="${name}"]:popover-open`);
  if (open instanceof HTMLElement) return open.hidePopover();
  if (name && name === dismissing) {
    dismissing = "";
    return;
  }
  const fit = () => {
    if (!menu.isConnected) removeEventListener("resize", fit); // gone with its page
    else if (anchor.checkVisibility()) place(menu, anchor);
    else menu.hidePopover();
  };
  const menu = h("div", { class: `menu pop ${cls}`, role: "menu", popover: "auto", "data-for": name, label, "data-test": `menu-${anchor.dataset.test}` });
  menu.append(...items.map(item => node(item, menu)));
  newest.get(anchor)?.remove();
  newest.set(anchor, menu);
  anchor.setAttribute("aria-expanded", "true");
  menu.addEventListener("toggle", event => {
    if (/** @type {ToggleEvent} */ (event).newState !== "closed") return;
    removeEventListener("resize", fit);
    menu.remove();
    // It is told a moment after it closed, and by then the key may have another one.
    if (newest.get(anchor) !== menu) return;
    anchor.setAttribute("aria-expanded", "false");
    if (document.activeElement === document.body) anchor.focus();
    anchor.style.removeProperty("anchor-name");
    closed?.();
  });
  menu.addEventListener("keydown", event => move(menu, event));
  anchor.after(menu);
  menu.showPopover();
  place(menu, anchor);
  addEventListener("resize", fit); // a phone is turned
  const there = visible(menu);
  (there.find(el => el.getAttribute("aria-checked") === "true") ?? there[0])?.focus();
}

/** @param {Item} item
 * @param {HTMLElement} menu */
function node(item, menu) {
  if (item === "line") return h("hr");
  if ("heading" in item) return h("p", { class: "label", t: item.heading });
  const run = () => {
    menu.hidePopover();
    item.run();
  };
  if ("checked" in item) {
    return h("button", { type: "button", role: "menuitemradio", "aria-checked": String(item.checked), tabindex: "-1", on: { click: run } },
      item.checked ? icon("check") : h("span", { class: "icon" }), h("span", { class: "clip", dir: "auto" }, item.label));
  }
  const text = h("span", {});
  words(text, "text", item.label);
  return h("button", { type: "button", role: "menuitem", class: item.cls, tabindex: "-1", "data-test": item.test, on: { click: run } },
    item.image ? icon(item.image) : null, text, item.key ? h("span", { class: "kbd only-wide", "aria-hidden": "true" }, item.key) : null);
}

/** Browsers that place things beside others do it by CSS, and so do all with the width on narrow pages.
 * @param {HTMLElement} menu
 * @param {HTMLElement} anchor */
function place(menu, anchor) {
  anchor.style.setProperty("anchor-name", "--menu");
  if (CSS.supports("position-area", "block-end")) return;
  for (const old of ["inset-block", "inset-inline", "max-block-size"]) menu.style.removeProperty(old); // of another place
  const { x, y, most } = beside(anchor.getBoundingClientRect(), menu.getBoundingClientRect(), { width: innerWidth, height: innerHeight });
  menu.style.setProperty("inset-block", `${y}px auto`);
  menu.style.setProperty("max-block-size", `${most}px`);
  if (innerWidth > 640) menu.style.setProperty("inset-inline", `${x}px auto`);
}

/** Some items are for narrow pages only. @param {HTMLElement} menu */
const visible = menu => /** @type {HTMLElement[]} */ ([...menu.querySelectorAll("button")]).filter(el => el.checkVisibility());

/** @param {HTMLElement} menu
 * @param {KeyboardEvent} event */
function move(menu, event) {
  const items = visible(menu);
  const at = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const next = event.key === "ArrowDown" || event.key === "ArrowRight" ? (at + 1) % items.length
    : event.key === "ArrowUp" || event.key === "ArrowLeft" ? (at - 1 + items.length) % items.length
    : event.key === "Home" ? 0 : event.key === "End" ? items.length - 1
    : event.key.length === 1 && event.key !== " " ? byLetter(items, at, event.key) : -1;
  if (event.key === "Tab") return menu.hidePopover();
  if (next < 0) return;
  event.preventDefault();
  event.stopPropagation();
  items[next]?.focus();
}

/** @param {HTMLElement[]} items
 * @param {number} at
 * @param {string} letter */
function byLetter(items, at, letter) {
  const order = [...items.keys()].map(i => (at + 1 + i) % items.length);
  return order.find(i => items[i]?.textContent?.trim().toLowerCase().startsWith(letter.toLowerCase())) ?? -1;
}
