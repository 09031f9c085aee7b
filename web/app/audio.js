// SPDX-License-Identifier: Apache-2.0
/** Web Audio: one context for meters and for the sounds the app makes by itself, so that no sound file is needed. */

/** @type {AudioContext | null} */
let shared = null;

/** The context, once it may run. Browsers want a click first; `awake` says whether there was one. */
export function audio() {
  if (!shared) {
    shared = new AudioContext();
    const context = shared;
    const wake = () => void context.resume().catch(() => {});
    for (const type of ["pointerdown", "keydown"]) addEventListener(type, wake, { capture: true });
  }
  if (shared.state === "suspended") void shared.resume().catch(() => {});
  return shared;
}

export const awake = () => audio().state === "running";

/** Measures how loud a track is. Listens to a copy, which hears also while the track itself is muted. */
export class Meter {
  #copy;
  #source;
  #analyser;
  #wave;

  /** @param {MediaStreamTrack} track */
  constructor(track) {
    this.#copy = track.clone();
    this.#copy.enabled = true;
    this.#source = audio().createMediaStreamSource(new MediaStream([this.#copy]));
    this.#analyser = new AnalyserNode(audio(), { fftSize: 1024 });
    this.#wave = new Float32Array(this.#analyser.fftSize);
    this.#source.connect(this.#analyser);
  }

  /** @returns {number} 0 to 1, linear */
  level() {
    this.#analyser.getFloatTimeDomainData(this.#wave);
    let sum = 0;
    for (const x of this.#wave) sum += x * x;
    return Math.sqrt(sum / this.#wave.length);
  }

  close() {
    this.#source.disconnect();
    this.#copy.stop();
  }
}

/** Loudness as people feel it, for a meter of 0 to 100.
 * @param {number} level linear */
export const meterOf = level => Math.round(Math.max(0, Math.min(100, ((20 * Math.log10(level + 1e-6) + 56) / 46) * 100)));

/** One note that swells and fades.
 * @param {AudioNode} to
 * @param {number} hertz
 * @param {number} from seconds from now
 * @param {number} length seconds
 * @param {number} [loud] */
function note(to, hertz, from, length, loud = 0.12) {
  const context = audio();
  const start = context.currentTime + from;
  const gain = new GainNode(context, { gain: 0 });
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(loud, start + 0.015);
  gain.gain.setValueAtTime(loud, start + Math.max(0.02, length - 0.06));
  gain.gain.exponentialRampToValueAtTime(0.0001, start + length);
  const tone = new OscillatorNode(context, { frequency: hertz, type: "sine" });
  tone.connect(gain).connect(to);
  tone.start(start);
  tone.stop(start + length + 0.02);
}

/** Repeats a pattern of notes until stopped.
 * @param {number} period milliseconds
 * @param {(to: AudioNode) => void} pattern
 * @returns {() => void} stops it, also in the middle of a note */
function repeat(period, pattern) {
  const out = new GainNode(audio());
  out.connect(audio().destination);
  pattern(out);
  const timer = setInterval(() => pattern(out), period);
  return () => {
    clearInterval(timer);
    out.disconnect();
  };
}

/** The bell: two short, one pause, as the lamp. */
export const startBell = () => repeat(2400, to => {
  for (const at of [0, 0.84]) for (const [i, hertz] of [1318.5, 1046.5, 1318.5, 1046.5].entries()) note(to, hertz, at + i * 0.13, 0.13, 0.09);
});

/** What the caller hears. */
export const startRingback = () => repeat(4000, to => {
  note(to, 440, 0, 1.2, 0.04);
  note(to, 480, 0, 1.2, 0.04);
});

/** @param {"join" | "leave" | "hand" | "message" | "knock"} what */
export function chime(what) {
  const [a, b] = { join: [523.3, 784], leave: [784, 523.3], hand: [659.3, 880], message: [880, 880], knock: [392, 392] }[what];
  note(audio().destination, a, 0, 0.12, 0.05);
  if (what !== "message") note(audio().destination, b, 0.1, 0.16, 0.05);
}

/** A rising chord on the chosen speaker.
 * @param {string} speaker device id, "" for the system's */
export async function testSound(speaker) {
  const context = audio();
  await context.resume();
  const out = context.createMediaStreamDestination();
  for (const [i, hertz] of [523.3, 659.3, 784, 1046.5].entries()) note(out, hertz, 0.1 + i * 0.16, 0.5, 0.14);
  const player = new Audio();
  player.srcObject = out.stream;
  await useSpeaker(player, speaker);
  await player.play();
  setTimeout(() => (player.srcObject = null), 1600);
}

export const canChooseSpeaker = () => "setSinkId" in HTMLMediaElement.prototype;

/** @param {HTMLMediaElement} player
 * @param {string} speaker device id, "" for the system's */
export async function useSpeaker(player, speaker) {
  // A speaker that is gone leaves the sound where it was.
  if (canChooseSpeaker() && player.sinkId !== speaker) await player.setSinkId(speaker).catch(() => {});
}
