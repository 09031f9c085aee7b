// SPDX-License-Identifier: Apache-2.0

/** Quieter than this, in decibels below full scale, counts as nothing. */
const FLOOR = -60;

/** @type {AudioContext | undefined} one for all: browsers allow few */
let context;

/** How loud somebody speaks. */
export class LevelMeter {
  #source;
  #analyser;
  #samples;

  /** @param {MediaStream} stream with an audio track @param {AudioContext} [audio] */
  constructor(stream, audio = (context ??= new AudioContext())) {
    // Without a gesture of the user it stays suspended, and the level 0; any later meter tries again.
    if (audio.state === "suspended") audio.resume().catch(() => {});
    this.#analyser = audio.createAnalyser();
    this.#analyser.fftSize = 512;
    this.#samples = new Float32Array(this.#analyser.fftSize);
    this.#source = audio.createMediaStreamSource(stream);
    this.#source.connect(this.#analyser);
  }

  /** @returns {number} from 0, silence, to 1, full scale; in steps that the ear takes for even */
  get level() {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    let sum = 0;
    for (const sample of this.#samples) sum += sample * sample;
    const decibels = 10 * Math.log10(sum / this.#samples.length || Number.MIN_VALUE);
    return Math.min(1, Math.max(0, 1 - decibels / FLOOR));
  }

  close() {
    this.#source.disconnect();
  }
}
