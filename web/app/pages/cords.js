// SPDX-License-Identifier: Apache-2.0
/** Cords hang from the people in a call. Decoration: they do not show who talks to whom. */
import { shape } from "../dom.js";

const COLOURS = ["var(--cord-red)", "var(--cord-green)", "var(--cord-brown)"];

/** @param {HTMLElement} field the jack field */
export function drawCords(field) {
  let svg = field.querySelector(":scope > .cords");
  if (!svg) {
    svg = shape("svg", { class: "cords", "aria-hidden": "true" });
    field.prepend(svg);
  }
  svg.replaceChildren();
  const box = field.getBoundingClientRect();
  if (!box.width) return;
  for (const [i, jack] of [...field.querySelectorAll(".jack[data-busy]")].entries()) {
    const hole = jack.querySelector(".hole")?.getBoundingClientRect();
    if (!hole || !(jack instanceof HTMLElement)) continue;
    const cell = jack.getBoundingClientRect().width;
    const x = hole.x + hole.width / 2 - box.x;
    const y = hole.y + hole.height / 2 - box.y;
    const end = box.height + 40;
    const out = x < box.width / 2 ? -1 : 1;
    const side = x + out * cell < 0 || x + out * cell > box.width ? -out : out; // hang in the gutter, clear of labels
    const dx = side * (cell / 2 + 5);
    const colour = COLOURS[i % 3] ?? "";
    jack.style.setProperty("--_cord", colour);
    const d = `M${x} ${y}C${x} ${y + 44} ${x + dx} ${y + 34} ${x + dx} ${y + 104}C${x + dx} ${y + 170} ${x + dx * 0.93} ${end - 60} ${x + dx} ${end}`;
    svg.append(path(d, "rgb(0 0 0 / .45)", 9, { transform: "translate(3 4)" }), path(d, colour, 8), path(d, "rgb(255 255 255 / .2)", 2, { transform: "translate(-1.5 0)", "stroke-dasharray": "3 5" }));
  }
}

/** @param {string} d
 * @param {string} stroke
 * @param {number} width
 * @param {Record<string, string>} [more] */
const path = (d, stroke, width, more = {}) => shape("path", { d, stroke, "stroke-width": String(width), ...more });
