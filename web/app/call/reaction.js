// SPDX-License-Identifier: Apache-2.0
/** Reactions rise from the tile of who sent them. */
import { h } from "../dom.js";

const MOST = 12;
const RISE = 2800;

/** @param {HTMLElement} box
 * @param {HTMLElement | undefined} tile
 * @param {string} name
 * @param {string} emoji */
export function floatReaction(box, tile, name, emoji) {
  if (box.querySelectorAll(".floating-reaction").length >= MOST) return;
  const el = h("div", { class: "floating-reaction", "data-test": "reaction" }, emoji, h("span", { dir: "auto" }, name));
  const area = box.getBoundingClientRect();
  const from = (tile && !tile.hidden ? tile : box).getBoundingClientRect();
  el.style.setProperty("left", `${from.x - area.x + from.width * (0.25 + Math.random() * 0.5) - 20}px`);
  el.style.setProperty("bottom", `${area.bottom - from.bottom + Math.min(90, from.height * 0.25)}px`);
  box.append(el);
  setTimeout(() => el.remove(), RISE);
}
