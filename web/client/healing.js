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
/** The same, in ms, where the first one was made before the other side came back. */
const AGAIN = 1_000;
/** How long, in ms, after the server began anew a path that breaks is one that led through it. */
const UPROOTED = 15_000;
/** A path that held for so long, in ms, begins with small gaps again. */
const STEADY = 10_000;

/**
 * Decides when a media path needs an ICE restart: when it failed, when it stays interrupted or does not come about, when the
 * network changed, when silence falls; and again, with growing gaps, for as long as it does not work. Both sides may do so at the same
 * time. An attempt while one of the two is cut off from the server is worth nothing, so the first one after that is made at once, and the
 * gaps begin anew.
 */
export class Healing {
  #restart;
  #possible;
  #patience;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #due = 0; // when #timer fires
  #state = "new";
  #since = 0; // when #state began
  #gap = GAPS[0]; // 0 where what was tried so far does not count
  #restartedAt = -Infinity;
  #uprootedAt = -Infinity; // when the server began anew
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
    const now = Date.now();
    if (this.#state === "connected" && now - this.#since > STEADY) this.#gap = GAPS[0];
    const known = this.#doubted && (state === "interrupted" || state === "failed"); // the browser says what the silence said
    [this.#state, this.#since] = [state, now];
    if (known) return;
    this.#doubted = false;
    if (!(state in TOLERATED)) this.stop();
    else this.#in(this.#patience + (state === "interrupted" && now - this.#uprootedAt < UPROOTED ? 0 : TOLERATED[state]));
  }

  /**
   * Both sides agreed: from now on there should be a path soon. A browser without any candidate never even begins.
   * @param {boolean} restarted whether to look for another one than before
   */
  agreed(restarted) {
    if (this.#state === "new") return this.observe("connecting");
    if (!restarted) return;
    if (this.#doubted) this.stop(); // they began already
    this.#doubted = false;
    this.#restartedAt = Date.now();
    this.#gap ||= GAPS[0];
    if (this.#bad) this.#in(this.#due - Date.now());
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
    if (!this.#bad && !this.#doubted) return;
    this.#gap = 0;
    this.#in(this.#patience);
  }

  /** The server began anew, the other side can hear us again, and a relay that was in the server is gone. */
  uprooted() {
    this.#uprootedAt = Date.now();
    this.reachable();
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
    const now = Date.now();
    this.#due = Math.max(now + wait, this.#restartedAt + (this.#gap || AGAIN));
    this.#timer = setTimeout(() => this.#now(), this.#due - now);
  }

  #now() {
    this.#timer = undefined;
    if (!this.#possible()) return; // reachable() will come
    const now = Date.now();
    if (this.#gap === 0) this.#gap = GAPS[0];
    else if (now - this.#restartedAt < STEADY * 3) this.#gap = Math.min(this.#gap * 2, GAPS[1]);
    this.#restartedAt = now;
    this.#doubted = false;
    this.#restart();
    if (this.#bad) this.#in(0);
  }
}
