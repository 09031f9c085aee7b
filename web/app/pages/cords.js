// SPDX-License-Identifier: Apache-2.0
/** Cords hang from the people in a call. Decoration: they do not show who talks to whom. */

const SVG = "http://www.w3.org/2000/svg";
const COLOURS = ["var(--cord-red)", "var(--cord-green)", "var(--cord-brown)"];

/** @param {HTMLElement} field the jack field */
export function drawCords(field) {
  let svg = field.querySelector(":scope > .cords");
  if (!svg) {
    svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("class", "cords");
    svg.setAttribute("aria-hidden", "true");
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
    svg.append(path(d, "rgb(0 0 0 / .45)", 9, "translate(3 4)"), path(d, colour, 8), path(d, "rgb(255 255 255 / .2)", 2, "translate(-1.5 0)", "3 5"));
  }
}

/** @param {string} d
 * @param {string} colour
 * @param {number} width
 * @param {string} [transform]
 * @param {string} [dash] */
function path(d, colour, width, transform, dash) {
  const el = document.createElementNS(SVG, "path");
  el.setAttribute("d", d);
  el.setAttribute("stroke", colour);
  el.setAttribute("stroke-width", String(width));
  if (transform) el.setAttribute("transform", transform);
  if (dash) el.setAttribute("stroke-dasharray", dash);
  return el;
}
