// SPDX-License-Identifier: Apache-2.0

/** How often, in ms, to look whether sound still comes. */
const LOOK = 250;
/** How long, in ms, sound may stay away that came all the time. Browsers take about six seconds to call that "disconnected". */
const BREATH = 1_000;

/**
 * Notices when the sound of somebody breaks off. A microphone that is switched off sends silence, and silence comes in packets as
 * well, so this is the first sign that a path does not work any more. It may err: the other side can stop sending without a word. Only
 * sound that is played counts, for browsers keep no record of any other.
 */
export class Silence {
  #connection;
  #tell;
  /** @type {ReturnType<typeof setInterval>} */
  #timer;
  #newest = 0; // when the newest packet came, by the browser's clock
  #noticed = 0; // when we saw that it had
  #flowing = false;

  /** @param {RTCPeerConnection} connection @param {() => void} tell each time when it breaks off */
  constructor(connection, tell) {
    this.#connection = connection;
    this.#tell = tell;
    this.#timer = setInterval(() => this.#look(), LOOK);
  }

  stop() {
    clearInterval(this.#timer);
  }

  #look() {
    const now = performance.now();
    const newest = Math.max(0, ...this.#arrivals());
    if (newest > this.#newest) {
      [this.#newest, this.#noticed, this.#flowing] = [newest, now, true];
    } else if (this.#flowing && now - this.#noticed > BREATH) {
      this.#flowing = false;
      if (this.#expected.length > 0) this.#tell();
    }
  }

  /** Who agreed to send sound, and did not take it back. */
  get #expected() {
    return this.#connection.getTransceivers().filter(({ receiver, currentDirection }) => receiver.track.kind === "audio" && /recv/.test(currentDirection ?? ""));
  }

  /** When the newest packets of each came. */
  #arrivals() {
    return this.#expected.flatMap(({ receiver }) => receiver.getSynchronizationSources().map(({ timestamp }) => timestamp));
  }
}
