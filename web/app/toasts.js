// SPDX-License-Identifier: Apache-2.0
/** Shows the toast of the store: five seconds, longer while somebody points at it or reads it. */
import { h, icon, words } from "./dom.js";

const SHOWN_FOR = 5000;

/** @param {import("./state.js").AppStore} store */
export function showToasts(store) {
  const box = /** @type {HTMLElement} */ (document.getElementById("toasts"));
  let left = 0;
  setInterval(() => {
    if (left <= 0 || box.matches(":hover, :focus-within")) return;
    left -= 250;
    if (left <= 0) store.set({ toast: null });
  }, 250);
  store.watch(s => s.toast, toast => {
    box.replaceChildren();
    if (!toast) return;
    left = SHOWN_FOR;
    const text = h("span", {});
    words(text, "text", toast.words);
    box.append(h("div", { class: "toast", "data-test": "toast" }, icon(toast.icon), text));
  });
}
