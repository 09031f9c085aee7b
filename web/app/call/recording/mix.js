// SPDX-License-Identifier: Apache-2.0
/** All voices in one track. */
import { audio } from "../../audio.js";

export class Mix {
  #out = audio().createMediaStreamDestination();
  /** @type {Map<MediaStreamTrack, MediaStreamAudioSourceNode>} */ #sources = new Map();

  get track() {
    return /** @type {MediaStreamTrack} */ (this.#out.stream.getAudioTracks()[0]);
  }

  /** From now on it is these that are heard. @param {MediaStreamTrack[]} tracks */
  set(tracks) {
    for (const [track, source] of this.#sources) {
      if (tracks.includes(track)) continue;
      source.disconnect();
      this.#sources.delete(track);
    }
    for (const track of tracks) {
      if (this.#sources.has(track) || track.readyState === "ended") continue;
      const source = audio().createMediaStreamSource(new MediaStream([track]));
      source.connect(this.#out);
      this.#sources.set(track, source);
    }
  }

  /** Somebody hears a tone among the voices. @param {number} pitch Hz @param {number} seconds @param {number} loud */
  tone(pitch, seconds, loud) {
    const context = audio();
    const source = new OscillatorNode(context, { frequency: pitch });
    source.connect(new GainNode(context, { gain: loud })).connect(this.#out);
    source.start();
    source.stop(context.currentTime + seconds);
  }

  close() {
    this.set([]);
    this.track.stop();
  }
}
