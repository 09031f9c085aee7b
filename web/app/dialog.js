// SPDX-License-Identifier: Apache-2.0
/** Dialogs: modal, closed by Esc, focus given back to where it was. */
import { button, h } from "./dom.js";

/** Shows a dialog until it is closed, then takes it off the page.
 * @param {HTMLDialogElement} dialog
 * @param {{ cancel?: () => void, closed?: () => void }} [on] `cancel`: Esc was pressed; without it Esc closes */
export function openDialog(dialog, on = {}) {
  const before = document.activeElement;
  dialog.addEventListener("cancel", event => {
    if (!on.cancel) return;
    event.preventDefault();
    on.cancel();
  });
  dialog.addEventListener("close", () => {
    const others = [...document.querySelectorAll("dialog[open]")];
    bringNews(others.at(-1) ?? document.body);
    dialog.remove();
    comeBack(before);
    on.closed?.();
  });
  document.body.append(dialog);
  dialog.showModal();
  bringNews(dialog);
  return dialog;
}

/** Behind a modal dialog toasts lie in the shade, and screen readers hear nothing: they come along. @param {Element} host */
function bringNews(host) {
  const news = document.getElementById("news");
  if (!news || news.parentNode === host) return;
  // What was spoken before is not to be spoken, or found, once more in there.
  for (const region of news.querySelectorAll(".sr-only")) region.textContent = "";
  host.append(news);
}

/** To where the focus was, or to what stands there now: rows are drawn anew while a dialog is open. @param {Element | null} before */
function comeBack(before) {
  if (!(before instanceof HTMLElement)) return;
  const { test } = before.dataset;
  const now = before.isConnected || !test ? before : document.querySelector(`[data-test="${CSS.escape(test)}"]`);
  if (now instanceof HTMLElement) now.focus();
}

/** A dialog with a title and a cross.
 * @param {string} name also its hook for tests
 * @param {import("./dom.js").Words} title
 * @param {boolean} wide
 * @param {...Node} body */
export function titledDialog(name, title, wide, ...body) {
  const id = `dialog-${name}`;
  /** @type {HTMLDialogElement} */
  const dialog = h("dialog", { class: wide ? "dialog dialog-wide" : "dialog", "aria-labelledby": id, "data-test": name },
    h("header", {}, h("h2", { id, tabindex: "-1", autofocus: true, t: title }),
      button("btn btn-quiet btn-icon", "x", "close", () => dialog.close(), { "data-test": "close" })),
    ...body);
  let outside = false; // who selects text may let go of it there
  dialog.addEventListener("pointerdown", event => (outside = event.target === dialog));
  dialog.addEventListener("click", event => {
    if (outside && event.target === dialog) dialog.close(); // the backdrop
  });
  return dialog;
}
