// SPDX-License-Identifier: Apache-2.0

const KEY = "switchboard.tickets";
/** Rooms whose ticket is kept. */
const MOST = 20;

/**
 * What makes us known again in rooms with an order, where the next page load finds it. Storage may be forbidden, full or absent; then they
 * last as long as the page.
 */
export class Tickets {
  #storage;
  /** @type {Map<string, string>} */
  #ours = new Map();

  /** @param {Pick<Storage, "getItem" | "setItem"> | null} [storage] */
  constructor(storage = attempt(() => globalThis.localStorage)) {
    this.#storage = storage;
  }

  /** @param {string} room @returns {string | undefined} */
  of(room) {
    return this.#ours.get(room) ?? this.#stored().find(([name]) => name === room)?.[1];
  }

  /** @param {string} room @param {string | undefined} ticket */
  keep(room, ticket) {
    if (!ticket) return;
    this.#ours.set(room, ticket);
    const all = [[room, ticket], ...this.#stored().filter(([name]) => name !== room)].slice(0, MOST);
    attempt(() => this.#storage?.setItem(KEY, JSON.stringify(all)));
  }

  /** @returns {[string, string][]} */
  #stored() {
    const stored = attempt(() => JSON.parse(this.#storage?.getItem(KEY) ?? "[]"));
    return Array.isArray(stored) ? stored.filter((one) => typeof one?.[0] === "string" && typeof one?.[1] === "string") : [];
  }
}

/** @template T @param {() => T} action @returns {T | undefined} */
function attempt(action) {
  try {
    return action();
  } catch {
    return undefined;
  }
}
