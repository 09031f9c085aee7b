// SPDX-License-Identifier: Apache-2.0
import { assert, describe, same, test } from "../test/harness.js";
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
