// SPDX-License-Identifier: Apache-2.0

/** The part of their life, from its beginning, after which servers are asked for anew. */
const FRESH = 0.75;
/** How long, in ms, a path waits for fresh servers before it goes with what there is. */
const PATIENCE = 3_000;

/**
 * @typedef {object} IceOptions
 * @property {RTCIceServer[]} [own] those of the page, which then count alone
 * @property {() => Promise<IceAnswer>} ask the server for fresh ones
 * @property {() => boolean} up whether the line to the server is up
 *
 * @typedef {{ ice?: RTCIceServer[], iceLifetime?: number }} IceAnswer
 */

/** The STUN and TURN servers for our connections. Their credentials expire, so fresh ones are asked for in time. */
export class IceServers {
  #options;
  /** @type {RTCIceServer[]} */
  #servers = [];
  #staleAt = Infinity;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {Promise<void> | undefined} */
  #asking;

  /** @param {IceOptions} options */
  constructor(options) {
    this.#options = options;
  }

  /** What connections are made with now. */
  get list() {
    return this.#options.own ?? this.#servers;
  }

  /** What the server said, in its welcome or when asked. @param {IceAnswer} answer */
  take({ ice, iceLifetime = 0 }) {
    this.close();
    this.#servers = ice ?? [];
    const fresh = iceLifetime * 1000 * FRESH;
    this.#staleAt = fresh > 0 ? Date.now() + fresh : Infinity;
    if (fresh > 0 && !this.#options.own) this.#timer = setTimeout(() => void this.#ask(), fresh);
  }

  /**
   * To be called before another path is looked for: timers do not run while a machine sleeps.
   * @returns {Promise<void> | undefined} something to wait for, never long; nothing where the servers are fresh
   */
  refreshed() {
    if (this.#options.own || Date.now() < this.#staleAt || !this.#options.up()) return undefined;
    return Promise.race([this.#ask(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]).then(() => {});
  }

  close() {
    this.#timer = void clearTimeout(this.#timer);
  }

  /** Once at a time. Where it fails, the old ones stay; the next welcome brings others. */
  #ask() {
    return (this.#asking ??= this.#options
      .ask()
      .then(
        (answer) => this.take(answer),
        () => {},
      )
      .finally(() => (this.#asking = undefined)));
  }
}
