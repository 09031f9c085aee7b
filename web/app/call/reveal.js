// SPDX-License-Identifier: Apache-2.0
/** When a tile shows its buttons: under a mouse or pen, and for 3 s after a tap; with the keyboard's focus in it by CSS. Until then they
 * take no presses, so that a tap shows them and does nothing else. */

const SHOWN = 3000;

/** @param {HTMLElement} el the tile */
export function revealActions(el) {
  let touched = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const show = (/** @type {boolean} */ on) => {
    clearTimeout(timer);
    el.toggleAttribute("data-acts", on);
  };
  // A touch enters and leaves, too; and browsers tell of a mouse after it, that never was.
  el.addEventListener("pointerenter", event => event.pointerType !== "touch" && show(true));
  el.addEventListener("pointerleave", event => event.pointerType !== "touch" && show(false));
  el.addEventListener("pointerdown", event => (touched = event.pointerType === "touch"), { capture: true });
  // Not before the click: what is shown while the finger lifts would be what it hits.
  el.addEventListener("click", () => {
    if (!touched) return;
    show(true);
    timer = setTimeout(() => show(false), SHOWN);
  });
}
