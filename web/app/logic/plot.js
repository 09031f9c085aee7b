// SPDX-License-Identifier: Apache-2.0
/** Lines of charts that end now. */
import { scaleTop } from "./series.js";

/** An SVG path; the newest value is at the right edge, and where there are fewer than `slots` the left is empty.
 * @param {readonly number[]} values
 * @param {number} slots
 * @param {number} top where the scale ends; it begins at 0
 * @param {number} width
 * @param {number} height */
export function plot(values, slots, top, width, height) {
  const first = slots - values.length;
  return values.map((value, i) => {
    const x = ((first + i) * width) / Math.max(1, slots - 1);
    const y = height - 1 - (Math.min(value, top) / top) * (height - 2);
    return `${i ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`;
  }).join("");
}

/** The same line, and what is under it. @param {string} path @param {number} width @param {number} height */
export function under(path, width, height) {
  const [, start = "0"] = /^M([\d.]+)/.exec(path) ?? [];
  return path && `${path}L${width} ${height}L${start} ${height}Z`;
}

/** Where the scale of several lines ends.
 * @param {readonly (readonly number[])[]} lines
 * @param {number} least */
export const topOf = (lines, least) => scaleTop(Math.max(0, ...lines.flat()), least);
