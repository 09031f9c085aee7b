// SPDX-License-Identifier: Apache-2.0
/** Under which ids this tab wrote: an id does not outlive its page, but what it wrote in a room is read again after a reload. */

const KEY = "switchboard.own";
/** The newest so many. */
const MOST = 50;

/** @param {Storage | null} storage of the tab; null where it is closed
 * @returns {string[]} the oldest first */
export function ownIds(storage) {
  try {
    const ids = JSON.parse(storage?.getItem(KEY) ?? "[]");
    return Array.isArray(ids) ? ids.filter(id => typeof id === "string").slice(-MOST) : [];
  } catch {
    return [];
  }
}

/** @param {Storage | null} storage
 * @param {string} id */
export function rememberOwn(storage, id) {
  const before = ownIds(storage);
  if (before.at(-1) === id) return;
  try {
    storage?.setItem(KEY, JSON.stringify([...before.filter(one => one !== id), id].slice(-MOST)));
  } catch {
    // Full or closed: after a reload they are somebody else's.
  }
}
