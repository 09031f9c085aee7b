// SPDX-License-Identifier: Apache-2.0
/** The one place where the app keeps what it knows. Views watch parts of it; only actions write to it. */

/**
 * @template {object} S
 */
export class Store {
  /** @type {S} */ #state;
  /** @type {Set<() => void>} */ #watchers = new Set();

  /** @param {S} initial */
  constructor(initial) {
    this.#state = initial;
  }

  /** @returns {Readonly<S>} */
  get state() {
    return this.#state;
  }

  /** Replaces some parts of the state and tells those who watch them.
   * @param {Partial<S>} patch */
  set(patch) {
    this.#state = { ...this.#state, ...patch };
    for (const check of [...this.#watchers]) if (this.#watchers.has(check)) check();
  }

  /** Calls `seen` with the selected part now and whenever it is another one.
   * @template T
   * @param {(state: Readonly<S>) => T} select
   * @param {(now: T) => void} seen
   * @returns {() => void} stops watching */
  watch(select, seen) {
    let last = select(this.#state);
    const check = () => {
      const now = select(this.#state);
      if (Object.is(now, last)) return;
      last = now;
      seen(now);
    };
    this.#watchers.add(check);
    seen(last);
    return () => void this.#watchers.delete(check);
  }
}
