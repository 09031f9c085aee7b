// SPDX-License-Identifier: Apache-2.0
import { OVER } from "./parcel.js";

/** @typedef {import("../state.js").ChatLine} ChatLine */

/** Lines kept. */
const LINES = 1000;

/** Without the oldest, where there are too many; files that are under way stay.
 * @param {ChatLine[]} lines
 * @param {Readonly<Record<string, Pick<import("./parcel.js").Parcel, "state">>>} files
 * @param {number} [most] */
export function newest(lines, files, most = LINES) {
  let spare = lines.length - most;
  if (spare <= 0) return lines;
  const stays = (/** @type {ChatLine} */ line) => line.kind === "file" && !OVER.has(files[line.id]?.state ?? "done");
  return lines.filter(line => spare <= 0 || stays(line) || spare-- <= 0);
}
