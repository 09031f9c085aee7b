// SPDX-License-Identifier: Apache-2.0
/** What a call was like, drawn after it. */
import { bars, h } from "../dom.js";
import { bytes, clock, duration, number, t } from "../i18n.js";

/** Between the times under the timeline. */
const GAPS = 4;

/** @param {import("../logic/summary.js").Summary} summary
 * @param {number} seconds
 * @returns {HTMLElement[]} */
export function facts(summary, seconds) {
  const data = bytes(summary.bytes);
  return [
    h("dl", { class: "ended-facts", "data-test": "facts" },
      stat("end.duration", h("span", {}, duration(seconds))),
      stat("end.people", h("span", { "data-test": "people-count" }, number(summary.people))),
      stat("end.data", h("span", { "data-test": "data-used" }, data.value, h("small", {}, data.unit)))),
    ...(summary.average ? [timeline(summary)] : []),
  ];
}

/** @param {import("../i18n.js").Key} name
 * @param {HTMLElement} value */
const stat = (name, value) => h("div", { class: "stat" }, h("dt", { class: "label small", t: name }), h("dd", { class: "value" }, value));

/** @param {import("../logic/summary.js").Summary} summary */
function timeline({ average, bars: heights, from, to, weak }) {
  const words = () => (weak ? t("end.weak", { a: span(weak.seconds), b: clock(weak.at) }) : t(/** @type {import("../i18n.js").Key} */ (`quality.${average}`)));
  const line = h("div", { class: "timeline", role: "img", label: words, "data-test": "timeline" }, ...heights.map(q => {
    const bar = h("i", { "data-l": q >= 3 ? 3 : q >= 2 ? 2 : q > 0 ? 1 : 0 });
    bar.style.setProperty("--v", String(Math.round(q * 25)));
    return bar;
  }));
  return h("div", { class: "stack tight" },
    h("div", { class: "row" }, h("h2", { class: "h-small grow", t: "end.quality" }), h("span", { class: "row small dim gap1" }, bars(average), h("span", { t: "end.avg" }))),
    line, h("div", { class: "row between small dim num", "data-test": "times" }, ...timesOf(from, to).map(at => h("span", { t: () => clock(at) }))),
    weak && h("p", { class: "small dim", t: words }));
}

/** Five, or the first and the last where those between would often be the same, or one.
 * @param {number} from
 * @param {number} to */
function timesOf(from, to) {
  if (clock(from) === clock(to)) return [from];
  const gaps = to - from < GAPS * 60_000 ? 1 : GAPS;
  return Array.from({ length: gaps + 1 }, (_, i) => from + ((to - from) * i) / gaps);
}

/** "40 s", "2 min 20 s".
 * @param {number} seconds */
function span(seconds) {
  const [m, s] = [Math.floor(seconds / 60), Math.round(seconds) % 60];
  if (m === 0) return t("time.s", { n: s });
  return s === 0 ? t("time.min", { n: m }) : t("time.min.s", { m, s });
}
