// SPDX-License-Identifier: Apache-2.0
import { audio } from "../app/audio.js";

/** Listens at the speaker, to what the app makes itself, until `end` is called. */
export function listen() {
  const { connect, disconnect } = AudioNode.prototype;
  const ear = new AnalyserNode(audio());
  ear.connect(audio().destination); // else it is not asked for anything
  const wave = new Float32Array(ear.fftSize);
  const sounds = () => (ear.getFloatTimeDomainData(wave), wave.some((x) => Math.abs(x) > 0.001));
  /** @type {Set<AudioNode>} what leads to the speaker */
  const sources = new Set();
  let count = 0;
  Object.assign(AudioNode.prototype, {
    /** @this {AudioNode} @param {any} to @param {any[]} more */
    connect(to, ...more) {
      if (to === audio().destination) {
        sources.add(this);
        count++;
        Reflect.apply(connect, this, [ear]);
      }
      return Reflect.apply(connect, this, [to, ...more]);
    },
    /** @this {AudioNode} @param {any[]} from */
    disconnect(...from) {
      sources.delete(this);
      return Reflect.apply(disconnect, this, from);
    },
  });
  return {
    /** Whether there is a sound now. */
    sounds,
    /** How many notes, or bells, there were. */
    count: () => count,
    /** Whether there is none, and none to come. */
    silent: () => sources.size === 0 && !sounds(),
    end: () => {
      Object.assign(AudioNode.prototype, { connect, disconnect });
      ear.disconnect();
    },
  };
}
