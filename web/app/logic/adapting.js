// SPDX-License-Identifier: Apache-2.0
/** How much picture one line bears. Goes down soon and comes back slowly, so that it does not swing; sound is never cut. */

/** What was measured on the way to one peer; null where the browser does not say.
 * @typedef {object} Measured
 * @property {number | null} loss 0 to 1, as the other side reports it
 * @property {number | null} rtt seconds
 * @property {number | null} available bits per second that the browser believes in
 * @property {boolean} limited the browser itself says that the line limits the picture */

/** @typedef {{ share: number, height: number, maxFramerate: number }} Step share of the budget; 0 is sound alone */

/** @type {readonly Step[]} from all to nothing but sound */
export const STEPS = [
  { share: 1, height: Infinity, maxFramerate: 60 },
  { share: 0.6, height: 540, maxFramerate: 30 },
  { share: 0.35, height: 360, maxFramerate: 24 },
  { share: 0.2, height: 240, maxFramerate: 15 },
  { share: 0.1, height: 180, maxFramerate: 10 },
  { share: 0, height: 0, maxFramerate: 0 },
];

/** What sound needs of the line. */
const SOUND = 50_000;
const PATIENCE = 3;
const MOST_PATIENCE = 24;
/** A step up that did not hold for so many rounds was too early. */
const HELD = 5;

export class Adapting {
  #at = 0;
  #bad = 0;
  #good = 0;
  #patience = PATIENCE;
  #sinceUp = Infinity;

  /** @returns {Step} */
  get step() {
    return STEPS[this.#at] ?? { share: 0, height: 0, maxFramerate: 0 };
  }

  /** Whether nothing but sound is sent. */
  get silent() {
    return this.step.share === 0;
  }

  /** One round of measuring.
   * @param {Measured} now
   * @param {number} full bits per second of all our pictures at the first step */
  hear({ loss, rtt, available, limited }, full) {
    this.#sinceUp++;
    const needs = SOUND + full * this.step.share;
    const short = limited && available !== null ? available / needs : 1;
    const lost = loss ?? 0;
    const delay = rtt ?? 0;
    if (lost > 0.08 || delay > 0.8 || short < 0.6) {
      this.#good = 0;
      const severe = lost > 0.25 || short < 0.25;
      if (severe || ++this.#bad >= 2) this.#down(severe ? 2 : 1);
    } else if (lost < 0.03 && delay < 0.4) {
      this.#bad = 0;
      if (this.#sinceUp === 4 * HELD) this.#patience = PATIENCE;
      if (++this.#good >= this.#patience) this.#up();
    } else {
      this.#bad = 0;
      this.#good = 0;
    }
  }

  /** @param {number} by */
  #down(by) {
    this.#bad = 0;
    if (this.#sinceUp <= HELD) this.#patience = Math.min(MOST_PATIENCE, this.#patience * 2);
    this.#sinceUp = Infinity;
    // Nothing but sound comes last, and never in one jump.
    const least = STEPS.length - 2;
    this.#at = this.#at >= least ? STEPS.length - 1 : Math.min(least, this.#at + by);
  }

  #up() {
    this.#good = 0;
    if (this.#at === 0) return;
    this.#at--;
    this.#sinceUp = 0;
  }
}

/** What matters in what a connection tells of the way to the other side.
 * @param {Iterable<any>} report the values of an RTCStatsReport
 * @returns {Measured} */
export function measured(report) {
  /** @type {Measured} */
  const now = { loss: null, rtt: null, available: null, limited: false };
  for (const r of report) {
    if (r.type === "remote-inbound-rtp") {
      if (typeof r.fractionLost === "number") now.loss = Math.max(now.loss ?? 0, r.fractionLost);
    } else if (r.type === "outbound-rtp") {
      if (r.active !== false && r.qualityLimitationReason === "bandwidth") now.limited = true;
    } else if (r.type === "candidate-pair" && (r.nominated || r.selected) && r.state === "succeeded") {
      if (typeof r.currentRoundTripTime === "number") now.rtt = r.currentRoundTripTime;
      if (typeof r.availableOutgoingBitrate === "number") now.available = r.availableOutgoingBitrate;
    }
  }
  return now;
}
