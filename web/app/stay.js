// SPDX-License-Identifier: Apache-2.0
/** Which call this tab is in, so that a reload goes straight back to it, muted if it was. Another tab, also a copy of this one, starts before the room. */

const KEY = "switchboard.call";

/** @typedef {{ room: string, mic: boolean, camera: boolean }} Stay */

/** @param {Stay | null} stay null when the call is over */
export function stayIn(stay) {
  try {
    if (stay) sessionStorage.setItem(KEY, JSON.stringify(stay));
    else sessionStorage.removeItem(KEY);
  } catch {
    // A tab that may keep nothing starts before the room.
  }
}

/** How we were in this room, if the page was reloaded in the middle of the call. @param {string} room @returns {Stay | null} */
export function wasIn(room) {
  const [entry] = performance.getEntriesByType("navigation");
  if (/** @type {PerformanceNavigationTiming | undefined} */ (entry)?.type !== "reload") return null;
  try {
    const stay = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    return stay?.room === room ? { room, mic: stay.mic === true, camera: stay.camera === true } : null;
  } catch {
    return null;
  }
}
