// SPDX-License-Identifier: Apache-2.0
/** Charts of the page for the server's owner. */
import { h, shape, words } from "../../dom.js";
import { clock, t } from "../../i18n.js";
import { plot, topOf, under } from "../../logic/plot.js";

/** @typedef {import("../../i18n.js").Key} Key */

/** So many points the server keeps of each span. */
const SLOTS = 90;
const [WIDTH, HEIGHT] = [800, 200];

/** Lines over each other, on one scale from 0.
 * @param {string[]} colours of the design's charts; the first line is filled
 * @param {number} least that the scale reaches to
 * @param {number} grid so many lines across */
function picture(colours, least, grid) {
  const svg = shape("svg", { class: "spark", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" });
  for (let i = 0; i < grid; i++) {
    const y = String(1 + (i * (HEIGHT - 2)) / (grid - 1));
    svg.append(shape("line", { class: "grid", x1: "0", x2: String(WIDTH), y1: y, y2: y }));
  }
  const area = shape("path", { class: "area", "data-c": colours[0] ?? "1" });
  const lines = colours.map(c => shape("path", { class: "line", "data-c": c }));
  svg.append(area, ...lines);
  return {
    svg,
    /** @param {number[][]} values @returns {number} where the scale ends */
    draw(values) {
      const top = topOf(values, least);
      const paths = values.map(one => plot(one, SLOTS, top, WIDTH, HEIGHT));
      lines.forEach((line, i) => line.setAttribute("d", paths[i] ?? ""));
      area.setAttribute("d", under(paths[0] ?? "", WIDTH, HEIGHT));
      return top;
    },
  };
}

/** One number, its peak, and how it went.
 * @param {Key} name
 * @param {string} hook
 * @param {string} colour
 * @param {(n: number) => { value: string, unit: string }} say */
export function kpi(name, hook, colour, say) {
  const spark = picture([colour], 4, 0);
  const value = h("p", { class: "value" });
  const peak = h("p", { class: "small dim num" });
  const more = h("p", { class: "small dim num" });
  const el = h("section", { class: "card kpi", "data-test": "kpi", "data-kpi": hook },
    h("div", { class: "stat" }, h("h2", { class: "label small", t: name }), value, peak, more));
  el.append(spark.svg);
  return {
    el,
    /** @param {number} now @param {number} most @param {number[]} line @param {string} [also] */
    show(now, most, line, also = "") {
      const { value: figure, unit } = say(now);
      value.replaceChildren(figure, unit && h("small", {}, unit));
      const top = say(most);
      words(peak, "text", ["adm.peak", { a: `${top.value} ${top.unit}`.trim() }]);
      more.textContent = also;
      more.hidden = also === "";
      spark.draw([line]);
    },
  };
}

/** Two lines with scales, and what they are now in words.
 * @param {Key} title
 * @param {number} least
 * @param {(n: number) => string} scale
 * @param {string} hook */
export function chart(title, least, scale, hook) {
  const drawn = picture(["1", "2"], least, 3);
  const yaxis = h("div", { class: "yaxis num", "aria-hidden": "true" }, h("span"), h("span"), h("span"));
  const xaxis = h("div", { class: "xaxis num", "aria-hidden": "true" }, h("span"), h("span"), h("span"), h("span"));
  const legend = h("p", { class: "legend num" }, h("span"), h("span", { "data-c": "2" }));
  const area = h("div", { class: "plotarea" });
  area.append(drawn.svg);
  const el = h("section", { class: "card chart", "data-test": "chart", "data-chart": hook },
    h("div", { class: "row" }, h("h2", { class: "h-small grow", t: title }), legend), h("div", { class: "plot" }, yaxis, area), xaxis);
  return {
    el,
    /** @param {number[][]} lines @param {string[]} now in words, a line each @param {number} step seconds from point to point */
    show(lines, now, step) {
      const top = drawn.draw(lines);
      [...yaxis.children].forEach((span, i) => (span.textContent = scale((top * (2 - i)) / 2)));
      const from = Date.now() - step * SLOTS * 1000;
      [...xaxis.children].forEach((span, i) => (span.textContent = clock(from + (i * step * SLOTS * 1000) / 3)));
      [...legend.children].forEach((span, i) => (span.textContent = now[i] ?? ""));
    },
  };
}

/** Which span is shown.
 * @param {readonly import("../../owner.js").Range[]} ranges
 * @param {(range: import("../../owner.js").Range) => void} choose */
export function rangeSwitch(ranges, choose) {
  const buttons = ranges.map((range, i) => h("button", { type: "button", "aria-pressed": i === 0 ? "true" : "false", t: /** @type {Key} */ (`adm.${range}`), "data-test": `range-${range}`, on: { click: () => {
    buttons.forEach((one, n) => one.setAttribute("aria-pressed", String(n === i)));
    choose(range);
  } } }));
  return h("div", { class: "segmented", role: "group", label: () => t("adm.range") }, ...buttons);
}
