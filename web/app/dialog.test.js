// SPDX-License-Identifier: Apache-2.0
import { assert, describe, same, test, until } from "../test/harness.js";
import { openDialog, titledDialog } from "./dialog.js";
import { button, h } from "./dom.js";
import { loadAllWords } from "./i18n.js";

/** A press that begins on one element and ends on the dialog's backdrop.
 * @param {Element} from
 * @param {HTMLDialogElement} dialog */
function press(from, dialog) {
  from.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
  dialog.dispatchEvent(new MouseEvent("click", { bubbles: true }));
}

describe("a dialog", () => {
  test("closes by a press beside it, not by one that only ends there", async () => {
    await loadAllWords();
    const text = h("p", {}, "text to select");
    const dialog = titledDialog("press", "close", false, text);
    openDialog(dialog);
    press(text, dialog);
    assert(dialog.open, "closed by letting go of a selection");
    press(dialog, dialog);
    assert(!dialog.open, "open after a press beside it");
  });

  test("has with it what is told meanwhile, and gives it back", async () => {
    await loadAllWords();
    const news = h("div", { id: "news" }, h("div", { class: "sr-only", id: "polite", "aria-live": "polite" }, "told before"), h("div", { id: "toasts", role: "status" }, "Link copied"));
    const toasts = /** @type {HTMLElement} */ (news.lastElementChild);
    toasts.style.cssText = "position: fixed; inset: 0 auto auto 0; width: 90px; height: 40px; z-index: 30";
    document.body.append(news);
    /** Hidden by nothing, and not inert: what is behind a modal dialog is, and screen readers are told nothing of it. */
    const reached = () => document.elementFromPoint(20, 20) === toasts;
    same(reached(), true);
    const first = openDialog(titledDialog("first", "close", false));
    same([reached(), news.textContent], [true, "Link copied"]);
    const second = openDialog(titledDialog("second", "close", false));
    same(reached(), true);
    second.close();
    await until(() => !second.isConnected, "the end of the second");
    same([reached(), news.parentNode === first], [true, true]);
    first.close();
    await until(() => !first.isConnected, "the end of the first");
    same([reached(), news.parentNode === document.body], [true, true]);
    news.remove();
  });

  test("gives the focus back to what stands where it was", async () => {
    await loadAllWords();
    const key = () => button("btn", null, "close", () => {}, { "data-test": "key-of-a-row" });
    const before = key();
    document.body.append(before);
    before.focus();
    const dialog = titledDialog("focus", "close", false);
    const closed = new Promise(done => openDialog(dialog, { closed: () => done(undefined) }));
    const now = key();
    before.replaceWith(now);
    dialog.close();
    await closed;
    same(document.activeElement === now, true, "on the key that is there now");
    now.remove();
  });
});
