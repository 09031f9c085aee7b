// SPDX-License-Identifier: Apache-2.0
/** Who sits where, while not all are seen at once: a speaker who is out of sight changes places with whoever of those in sight was silent
 * for longest. Nobody else moves, but for those whose rank changes. Times are in milliseconds. */

/** Speech that long brings somebody into sight. */
const AFTER = 1500;
/** No more than one change of places in that time. */
const PAUSE = 3000;

/** @typedef {{ id: string, rank: number }} Guest in the order that holds before anybody speaks; `rank` is what puts one before others there */

export class Seats {
  /** @type {string[]} */ #order = [];
  /** @type {Map<string, number>} */ #ranks = new Map();
  /** @type {Map<string, number>} since when they speak */ #since = new Map();
  /** @type {Map<string, number>} when they were heard last */ #heard = new Map();
  #changed = -Infinity;

  /** From now on it is these who speak.
   * @param {ReadonlySet<string>} speaking
   * @param {number} now */
  hear(speaking, now) {
    for (const id of this.#since.keys()) {
      if (speaking.has(id)) continue;
      this.#since.delete(id);
      this.#heard.set(id, now);
    }
    for (const id of speaking) if (!this.#since.has(id)) this.#since.set(id, now);
  }

  /** The order in which they sit. Who is new or has another rank gets the place of the plain order; the others keep theirs.
   * @param {readonly Guest[]} guests
   * @returns {string[]} ids */
  arrange(guests) {
    const ranks = new Map(guests.map(({ id, rank }) => [id, rank]));
    const order = this.#order.filter(id => ranks.has(id) && ranks.get(id) === this.#ranks.get(id));
    const stayed = new Set(order);
    for (const [i, { id }] of guests.entries()) if (!stayed.has(id)) order.splice(i, 0, id);
    for (const id of this.#heard.keys()) if (!ranks.has(id)) this.#heard.delete(id);
    this.#ranks = ranks;
    this.#order = order;
    return [...order];
  }

  /** Lets a speaker and a silent one change places, where it is time for it.
   * @param {ReadonlySet<string>} seen who is in sight
   * @param {ReadonlySet<string>} spared who is not to lose their place
   * @param {number} now
   * @returns {boolean} whether two changed places */
  change(seen, spared, now) {
    if (this.wait(seen, now) > 0) return false;
    const speaker = this.#speaker(seen);
    /** @type {string | undefined} */
    let silent;
    for (const id of this.#order) {
      if (!seen.has(id) || spared.has(id) || this.#since.has(id)) continue;
      // Of those who never spoke it is the last one: who comes first does so for a reason.
      if (silent === undefined || (this.#heard.get(id) ?? 0) <= (this.#heard.get(silent) ?? 0)) silent = id;
    }
    if (speaker === undefined || silent === undefined) return false;
    const [a, b] = [this.#order.indexOf(speaker), this.#order.indexOf(silent)];
    this.#order[a] = silent;
    this.#order[b] = speaker;
    this.#changed = now;
    return true;
  }

  /** How long until it may be time to change places; Infinity while nobody out of sight speaks.
   * @param {ReadonlySet<string>} seen
   * @param {number} now */
  wait(seen, now) {
    const speaker = this.#speaker(seen);
    if (speaker === undefined) return Infinity;
    return Math.max(0, (this.#since.get(speaker) ?? now) + AFTER - now, this.#changed + PAUSE - now);
  }

  /** Who of those out of sight speaks for longest. @param {ReadonlySet<string>} seen */
  #speaker(seen) {
    return this.#order.filter(id => !seen.has(id) && this.#since.has(id))
      .sort((a, b) => (this.#since.get(a) ?? 0) - (this.#since.get(b) ?? 0))[0];
  }
}
