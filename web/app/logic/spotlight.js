// SPDX-License-Identifier: Apache-2.0
/** One tile that is big for all. Everybody says in `about` what they put there last; the latest of those who may counts, for newcomers too. */

/** `id` of a tile as everybody knows it, "" for none; `n` counts up over all, so that the latest is known without clocks.
 * @typedef {{ id: string, n: number }} Spot */

const MOST = 1e9;

/** The latest; among equals that of the greater id, so that all see the same.
 * @param {Iterable<{ id: string, spot: Spot | null }>} people who may set it, ourselves among them by our real id
 * @returns {Spot | null} */
export function latestSpot(people) {
  /** @type {{ id: string, spot: Spot } | null} */
  let best = null;
  for (const { id, spot } of people) {
    if (spot && (!best || spot.n > best.spot.n || (spot.n === best.spot.n && id > best.id))) best = { id, spot };
  }
  return best?.spot ?? null;
}

/** One that comes after all there are.
 * @param {string} id
 * @param {Iterable<Spot | null>} all
 * @returns {Spot} */
export const nextSpot = (id, all) => ({ id, n: Math.min(MOST, Math.max(0, ...[...all].map(spot => spot?.n ?? 0)) + 1) });
