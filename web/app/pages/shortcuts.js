// SPDX-License-Identifier: Apache-2.0
/** The list of keyboard shortcuts. */
import { h } from "../dom.js";
import { openDialog, titledDialog } from "../dialog.js";

const KEYS = /** @type {const} */ ([
  ["keys.mic", "M"], ["keys.ptt", "Space"], ["keys.cam", "V"], ["keys.share", "S"], ["keys.hand", "H"], ["keys.react", "R", "1–6"], ["keys.chat", "C"],
  ["keys.people", "P"], ["keys.layout", "G"], ["keys.full", "F"], ["keys.stats", "I"], ["keys.leave", "Shift", "L"], ["close", "Esc"], ["keys.help", "?"],
]);

/** What only a room has. */
const IN_ROOMS = new Set(["keys.hand", "keys.react", "keys.chat", "keys.people"]);

/** @param {boolean} direct whether this is a call without a room */
export function openShortcuts(direct = false) {
  if (document.querySelector('dialog[data-test="shortcuts"]')) return;
  openDialog(titledDialog("shortcuts", "keys.title", true, h("div", { class: "body" },
    h("dl", { class: "keylist" }, ...KEYS.filter(([words]) => !direct || !IN_ROOMS.has(words)).map(([words, ...keys]) =>
      h("div", {}, h("dt", { t: words }), h("dd", {}, ...keys.map(key => h("kbd", { class: "kbd" }, key)))))),
    h("p", { class: "hint after", t: "keys.note" }))));
}
