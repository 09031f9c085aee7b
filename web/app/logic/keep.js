// SPDX-License-Identifier: Apache-2.0
/** What is kept of what nobody needs any more: nothing. */

/** Forgets all but those.
 * @param {Map<string, unknown>} map
 * @param {{ has: (id: string) => boolean }} those */
export function keepOnly(map, those) {
  for (const id of map.keys()) if (!those.has(id)) map.delete(id);
}

/** The pictures of files that are followed, or that a line of the chat still shows.
 * @template T
 * @param {Readonly<Record<string, T>>} files
 * @param {{ has: (id: string) => boolean }} followed
 * @param {readonly import("../state.js").ChatLine[]} lines
 * @returns {Record<string, T>} */
export function filesOf(files, followed, lines) {
  const shown = new Set(lines.map(line => (line.kind === "file" ? line.id : "")));
  return Object.fromEntries(Object.entries(files).filter(([id]) => followed.has(id) || shown.has(id)));
}
