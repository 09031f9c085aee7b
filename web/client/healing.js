// SPDX-License-Identifier: Apache-2.0

/**
 * How long, in ms, a path may be in a bad state: most that are interrupted come back by themselves.
 * @type {Record<string, number>}
 */
const TOLERATED = { connecting: 15_000, interrupted: 3_000, failed: 0 };
/** How long, in ms, the polite side leaves it to the other one to begin. */
const POLITE = 1_000;
/** How long, in ms, a network must have been changed: they come and go in flocks. */
const SETTLING = 500;
/** Least time, in ms, between two restarts: doubles from the first to the second. */
const GAPS = [2_000, 30_000];
/** A path that held for so long, in ms, begins with small gaps again. */
const STEADY = 10_000;

/**
 * Decides when a media path needs an ICE restart: when it failed, when it stays interrupted or does not come about, when the
 * network changed, when silence falls; and again, with growing gaps, for as long as it does not work. Both sides may do so at the same time.
 */
export class Healing {
  #restart;
  #possible;
  #patience;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #state = "new";
  #since = 0; // when #state began
  #gap = GAPS[0];
  #restartedAt = -Infinity;
  #doubted = false; // whether a restart waits because of silence

  /**
   * @param {{ restart: () => void, possible: () => boolean, polite: boolean }} how
   *   `possible`: whether the other side can hear us now
   */
  constructor({ restart, possible, polite }) {
    this.#restart = restart;
    this.#possible = possible;
    this.#patience = polite ? POLITE : 0;
  }

  /** @param {string} state of the path, as Peer has it */
  observe(state) {
    if (this.#state === "connected" && Date.now() - this.#since > STEADY) this.#gap = GAPS[0];
    this.#state = state;
    this.#since = Date.now();
    this.#doubted = false;
    if (state in TOLERATED) this.#in(TOLERATED[state] + this.#patience);
    else this.stop();
  }

  /** Both sides agreed: from now on there should be a path soon. A browser without any candidate never even begins. */
  agreed() {
    if (this.#state === "new") this.observe("connecting");
    if (this.#doubted) this.stop(); // they began already
    this.#doubted = false;
  }

  /** Nothing comes any more by a path that the browser still takes for good. */
  silent() {
    if (this.#state !== "connected") return;
    this.#doubted = true;
    this.#in(this.#patience);
  }

  /** The network changed, here. */
  changed() {
    if (this.#state !== "new") this.#in(SETTLING);
  }

  /** The other side can hear us again. */
  reachable() {
    if (this.#bad || this.#doubted) this.#in(this.#patience);
  }

  stop() {
    this.#timer = void clearTimeout(this.#timer);
  }

  get #bad() {
    return this.#state in TOLERATED;
  }

  /** @param {number} wait ms */
  #in(wait) {
    clearTimeout(this.#timer);
    const earliest = this.#restartedAt + this.#gap - Date.now();
    this.#timer = setTimeout(() => this.#now(), Math.max(wait, earliest));
  }

  #now() {
    this.#timer = undefined;
    if (!this.#possible()) return; // reachable() will come
    if (Date.now() - this.#restartedAt < STEADY * 3) this.#gap = Math.min(this.#gap * 2, GAPS[1]);
    this.#restartedAt = Date.now();
    this.#doubted = false;
    this.#restart();
    if (this.#bad) this.#in(0);
  }
}
