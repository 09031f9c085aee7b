// SPDX-License-Identifier: Apache-2.0
/** Shows the toast of the store: five seconds, longer while somebody points at it or reads it; low on the page, but on nothing that is to be read. */
import { h, icon, words } from "./dom.js";
import { lift } from "./logic/clear.js";

const SHOWN_FOR = 5000;
const LOOK_EVERY = 250;

/** What has words, or keys, low on a page. */
const READ = ".tile:not([hidden], [inert]) > .tile-plate, .pager, .invite, .panel > footer";

/** @param {import("./state.js").AppStore} store */
export function showToasts(store) {
  const box = /** @type {HTMLElement} */ (document.getElementById("toasts"));
  let left = 0;
  setInterval(() => {
    if (left <= 0 || box.matches(":hover, :focus-within")) return;
    left -= LOOK_EVERY;
    if (left <= 0) store.set({ toast: null });
  }, LOOK_EVERY);
  let frame = 0;
  const follow = () => {
    frame = 0;
    if (!box.firstChild) return;
    settle(box);
    frame = requestAnimationFrame(follow); // tiles glide, phones are turned
  };
  store.watch(s => s.toast, toast => {
    box.replaceChildren();
    if (!toast) return;
    left = SHOWN_FOR;
    const text = h("span", {});
    words(text, "text", toast.words);
    box.append(h("div", { class: "toast", "data-test": "toast" }, icon(toast.icon), text));
    cancelAnimationFrame(frame);
    follow();
  });
}

/** Brings it clear of what is to be read. @param {HTMLElement} box */
function settle(box) {
  const is = box.getBoundingClientRect();
  const up = parseFloat(box.style.getPropertyValue("--up")) || 0;
  const low = { left: is.left, right: is.right, top: is.top + up, bottom: is.bottom + up };
  const panel = document.querySelector(".panel");
  const over = panel?.getBoundingClientRect();
  // On a phone the panel hides what is on the stage.
  const hides = (/** @type {DOMRect} */ one) => over && one.left >= over.left && one.right <= over.right && one.top >= over.top && one.bottom <= over.bottom;
  const read = document.querySelector("dialog[open]") ? [] : [...document.querySelectorAll(READ)].filter(one => one.checkVisibility());
  const others = read.map(one => ({ one, at: one.getBoundingClientRect() })).filter(({ one, at }) => panel?.contains(one) || !hides(at)).map(({ at }) => at);
  const now = lift(low, others, innerHeight / 4);
  if (now !== up) box.style.setProperty("--up", `${now}px`);
}
