// SPDX-License-Identifier: Apache-2.0
/** The small picture in a call of two, ours or after a swap the other one: dragged or sent by arrow keys to one of four corners; a double
 * click swaps. */
import { nearestCorner } from "../logic/layout.js";

/** @typedef {import("../logic/layout.js").Corner} Corner */

/** Less is a click. */
const DRAG = 4;

/** @param {HTMLElement} box the stage
 * @param {() => Corner} corner
 * @param {(corner: Corner) => void} move
 * @param {() => void} swap */
export function floatSelf(box, corner, move, swap) {
  /** For every tile: any may come to float. @param {HTMLElement} el */
  const attach = el => {
    const floats = () => el.classList.contains("floating");
    /** Where it was taken, in the tile and in the window. @type {{ x: number, y: number, from: { x: number, y: number } } | null} */
    let grip = null;
    el.addEventListener("pointerdown", event => {
      if (!floats() || event.button !== 0 || onButton(event)) return;
      const at = el.getBoundingClientRect();
      grip = { x: event.clientX - at.x, y: event.clientY - at.y, from: { x: event.clientX, y: event.clientY } };
      el.setPointerCapture(event.pointerId);
    });
    el.addEventListener("pointermove", event => {
      if (!grip) return;
      if (!floats()) return drop(event); // somebody came: now it is one of many
      if (Math.hypot(event.clientX - grip.from.x, event.clientY - grip.from.y) < DRAG && !el.classList.contains("dragged")) return;
      const area = box.getBoundingClientRect();
      el.classList.add("dragged");
      el.style.setProperty("--x", `${event.clientX - area.x - grip.x}px`);
      el.style.setProperty("--y", `${event.clientY - area.y - grip.y}px`);
    });
    const drop = (/** @type {PointerEvent} */ event) => {
      if (!grip) return;
      grip = null;
      if (!el.classList.contains("dragged")) return;
      el.classList.remove("dragged");
      const area = box.getBoundingClientRect();
      const at = el.getBoundingClientRect();
      const next = nearestCorner(at.x + at.width / 2 - area.x, at.y + at.height / 2 - area.y, area.width, area.height);
      if (event.type === "pointerup" && floats()) move(next);
      // The same corner again changes nothing in the store: bring the tile back by hand.
      box.dispatchEvent(new Event("settle"));
    };
    el.addEventListener("pointerup", drop);
    el.addEventListener("pointercancel", drop);
    el.addEventListener("dblclick", event => floats() && !onButton(event) && swap());
    el.addEventListener("keydown", event => {
      if (!floats() || event.target !== el) return;
      const [down, across] = /** @type {["top" | "bottom", "start" | "end"]} */ (corner().split("-"));
      /** @type {Record<string, Corner>} */
      const to = { ArrowUp: `top-${across}`, ArrowDown: `bottom-${across}`, ArrowLeft: `${down}-start`, ArrowRight: `${down}-end` };
      const next = to[event.key];
      if (!next || next === corner()) return; // already there: the arrow goes on to the next tile
      event.preventDefault();
      move(next);
    });
  };
  return { attach };
}

/** What is pressed is a button of the tile, or its menu. @param {Event} event */
const onButton = ({ target }) => target instanceof Element && target.closest("button, .menu") !== null;
