// SPDX-License-Identifier: Apache-2.0
/** Pages of tiles, where not all fit. */
import { h, icon, words } from "../dom.js";

/** @param {(step: number) => void} turn */
export function makePager(turn) {
  const text = h("span", { class: "num" });
  const back = h("button", { type: "button", class: "turned", label: "stage.prev", on: { click: () => able(back) && turn(-1) } }, icon("right"));
  const next = h("button", { type: "button", label: "stage.next", on: { click: () => able(next) && turn(1) } }, icon("right"));
  const el = h("div", { class: "pager on-dark", hidden: true }, back, text, next);
  return {
    el,
    /** @param {number} page @param {number} pages */
    show(page, pages) {
      el.hidden = false;
      words(text, "text", ["stage.page", { a: page + 1, b: pages }]);
      // Not `disabled`: then the button would lose the focus with the press that brings the last page.
      back.setAttribute("aria-disabled", String(page === 0));
      next.setAttribute("aria-disabled", String(page === pages - 1));
    },
  };
}

/** @param {Element} key */
const able = key => key.getAttribute("aria-disabled") !== "true";
