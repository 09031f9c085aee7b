// SPDX-License-Identifier: Apache-2.0
/** The keyboard on the stage. */

/** Tiles on this page, but for those that fade away. */
const SEEN = ".tile:not([hidden], [inert])";

/** @param {HTMLElement} box */
const seenIn = box => /** @type {HTMLElement[]} */ ([...box.querySelectorAll(SEEN)]);

/** @param {Element} el */
function centre(el) {
  const r = el.getBoundingClientRect();
  return { x: r.x + r.width / 2, y: r.y + r.height / 2 };
}

/** One tab stop for all tiles. @param {HTMLElement} box */
export function rove(box) {
  const seen = seenIn(box);
  const current = seen.find(el => el.tabIndex === 0) ?? seen[0];
  for (const el of box.querySelectorAll(".tile")) {
    const on = el === current;
    el.setAttribute("tabindex", on ? "0" : "-1");
    for (const act of el.querySelectorAll(".tile-actions > button")) act.setAttribute("tabindex", on ? "0" : "-1");
  }
}

/** @param {HTMLElement} box @param {HTMLElement} tile */
function focus(box, tile) {
  for (const el of box.querySelectorAll(".tile[tabindex='0']")) el.setAttribute("tabindex", "-1");
  tile.setAttribute("tabindex", "0");
  rove(box);
  tile.focus();
}

/** Arrows go to the nearest tile that way; Enter opens the menu. @param {HTMLElement} box @param {KeyboardEvent} event */
export function move(box, event) {
  const from = /** @type {HTMLElement} */ (event.target);
  if (!from.classList?.contains("tile") || event.defaultPrevented) return;
  if (event.key === "Enter") {
    const menu = /** @type {HTMLElement | null} */ (from.querySelector("[data-test=tile-options]"));
    if (!menu) return; // it is a button itself
    event.preventDefault();
    return menu.click();
  }
  const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  if (!way) return;
  const [dx = 0, dy = 0] = way;
  const here = centre(from);
  const there = seenIn(box).filter(el => el !== from)
    .map(el => ({ el, x: centre(el).x - here.x, y: centre(el).y - here.y }))
    .filter(({ x, y }) => (dx ? x * dx > 4 : y * dy > 4))
    .sort((a, b) => Math.hypot(a.x * (dx ? 1 : 3), a.y * (dy ? 1 : 3)) - Math.hypot(b.x * (dx ? 1 : 3), b.y * (dy ? 1 : 3)))[0];
  if (!there) return;
  event.preventDefault();
  focus(box, there.el);
}

/** Call it before the stage changes, and what it returns afterwards: where that which had the focus is gone, the nearest tile gets it.
 * @param {HTMLElement} box */
export function holdFocus(box) {
  const { activeElement } = document;
  if (!(activeElement instanceof HTMLElement) || !box.contains(activeElement)) return () => {};
  const at = centre(activeElement.closest(".tile") ?? activeElement);
  return () => {
    if (activeElement.isConnected && !activeElement.closest("[hidden], [inert]")) return;
    const far = (/** @type {Element} */ el) => Math.hypot(centre(el).x - at.x, centre(el).y - at.y);
    const [nearest] = seenIn(box).sort((a, b) => far(a) - far(b));
    if (nearest) focus(box, nearest);
  };
}
