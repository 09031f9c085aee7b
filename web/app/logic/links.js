// SPDX-License-Identifier: Apache-2.0

/** @typedef {{ text: string, href?: string }} Piece */

/** Splits text into pieces, those with `href` being http or https links. The caller makes nodes of them.
 * @param {string} text
 * @returns {Piece[]} */
export function splitLinks(text) {
  /** @type {Piece[]} */
  const pieces = [];
  let from = 0;
  for (const found of text.matchAll(/https?:\/\/[^\s<>"'，。；：！？、（）《》「」]+/gi)) {
    const link = trimEnd(found[0]);
    if (!URL.canParse(link)) continue;
    const href = new URL(link).href;
    if (found.index > from) pieces.push({ text: text.slice(from, found.index) });
    pieces.push({ text: link, href });
    from = found.index + link.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

/** Full stops and unpaired brackets after a link belong to the sentence.
 * @param {string} link */
function trimEnd(link) {
  let end = link.length;
  for (;;) {
    const last = link[end - 1] ?? "";
    const unpaired = last === ")" && link.slice(0, end).split(")").length > link.slice(0, end).split("(").length;
    if (!/[.,;:!?\]}*_]/.test(last) && !unpaired) return link.slice(0, end);
    end--;
  }
}
