// SPDX-License-Identifier: Apache-2.0
/** Pages of tiles, where not all fit. */
import { h, icon, words } from "../dom.js";

/** We stay on the first page. @param {string[]} ids @param {number} cap */
export function pagesOf(ids, cap) {
  const others = ids.filter(id => id !== "me");
  const pages = [[...others.slice(0, cap - 1), "me"]];
  for (let i = cap - 1; i < others.length; i += cap) pages.push(others.slice(i, i + cap));
  return pages;
}

/** @param {(step: number) => void} turn */
export function makePager(turn) {
  const text = h("span", { class: "num" });
  const back = h("button", { type: "button", class: "turned", label: "stage.prev", on: { click: () => turn(-1) } }, icon("right"));
  const next = h("button", { type: "button", label: "stage.next", on: { click: () => turn(1) } }, icon("right"));
  const el = h("div", { class: "pager on-dark", hidden: true }, back, text, next);
  return {
    el,
    /** @param {number} page @param {number} pages */
    show(page, pages) {
      el.hidden = false;
      words(text, "text", ["stage.page", { a: page + 1, b: pages }]);
      back.disabled = page === 0;
      next.disabled = page === pages - 1;
    },
  };
}
