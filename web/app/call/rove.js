// SPDX-License-Identifier: Apache-2.0
/** The keyboard on the stage. */

/** Tiles on this page, but for those that fade away. */
const SEEN = ".tile:not([hidden], [inert])";

/** One tab stop for all tiles. @param {HTMLElement} box */
export function rove(box) {
  const seen = /** @type {HTMLElement[]} */ ([...box.querySelectorAll(SEEN)]);
  const current = seen.find(el => el.tabIndex === 0) ?? seen[0];
  for (const el of box.querySelectorAll(".tile")) {
    const on = el === current;
    el.setAttribute("tabindex", on ? "0" : "-1");
    for (const act of el.querySelectorAll(".tile-actions button")) act.setAttribute("tabindex", on ? "0" : "-1");
  }
}

/** Arrows go to the nearest tile that way; Enter pins. @param {HTMLElement} box @param {KeyboardEvent} event */
export function move(box, event) {
  const from = /** @type {HTMLElement} */ (event.target);
  if (!from.classList?.contains("tile") || event.defaultPrevented) return;
  if (event.key === "Enter") return /** @type {HTMLElement | null} */ (from.querySelector("[data-test=pin]"))?.click();
  const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  if (!way) return;
  const [dx = 0, dy = 0] = way;
  const centre = (/** @type {Element} */ el) => {
    const r = el.getBoundingClientRect();
    return { x: r.x + r.width / 2, y: r.y + r.height / 2 };
  };
  const here = centre(from);
  const there = /** @type {HTMLElement[]} */ ([...box.querySelectorAll(SEEN)]).filter(el => el !== from)
    .map(el => ({ el, x: centre(el).x - here.x, y: centre(el).y - here.y }))
    .filter(({ x, y }) => (dx ? x * dx > 4 : y * dy > 4))
    .sort((a, b) => Math.hypot(a.x * (dx ? 1 : 3), a.y * (dy ? 1 : 3)) - Math.hypot(b.x * (dx ? 1 : 3), b.y * (dy ? 1 : 3)))[0];
  if (!there) return;
  event.preventDefault();
  from.setAttribute("tabindex", "-1");
  there.el.setAttribute("tabindex", "0");
  rove(box);
  there.el.focus();
}
