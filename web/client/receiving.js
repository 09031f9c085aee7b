// SPDX-License-Identifier: Apache-2.0

/**
 * @typedef {object} Receiver is told what comes and goes
 * @property {(track: MediaStreamTrack, stream: MediaStream) => void} track
 * @property {(track: MediaStreamTrack, stream: MediaStream) => void} trackRemoved
 * @property {(stream: MediaStream) => void} streamRemoved
 */

/** The streams that one peer sends us. */
export class Receiving {
  /** @type {Map<string, MediaStream>} */
  #streams = new Map();
  /** @type {Map<RTCRtpTransceiver, MediaStream>} made by us, as the other side named none */
  #unnamed = new Map();
  #receiver;

  /** @param {Receiver} receiver */
  constructor(receiver) {
    this.#receiver = receiver;
  }

  get streams() {
    return new Map(this.#streams);
  }

  /** @param {RTCTrackEvent} event */
  track({ track, streams, transceiver }) {
    let [stream] = streams;
    if (!stream) {
      stream = this.#unnamed.get(transceiver) ?? new MediaStream([track]);
      this.#unnamed.set(transceiver, stream);
    }
    if (stream !== this.#streams.get(stream.id)) {
      this.#streams.set(stream.id, stream);
      stream.onremovetrack = ({ track }) => this.#removed(track, stream);
    }
    this.#receiver.track(track, stream);
    // HACK: when descriptions follow each other closely, Chrome 156 at times leaves a track that moved to another stream in the one
    // that it was in too. https://github.com/w3c/webrtc-pc/issues/1744
    for (const other of this.#streams.values()) {
      if (other === stream || streams.includes(other) || !other.getTrackById(track.id)) continue;
      other.removeTrack(track);
      this.#removed(track, other);
    }
  }

  /** After a negotiation: streams that the other side did not name are not emptied by the browser. */
  prune() {
    for (const [transceiver, stream] of this.#unnamed) {
      if (/recv/.test(transceiver.currentDirection ?? "recv")) continue;
      this.#unnamed.delete(transceiver);
      stream.removeTrack(transceiver.receiver.track);
      this.#removed(transceiver.receiver.track, stream);
    }
  }

  /** There is no connection. */
  detach() {
    const gone = [...this.#streams.values()];
    this.#streams.clear();
    this.#unnamed.clear();
    for (const stream of gone) {
      stream.onremovetrack = null;
      this.#receiver.streamRemoved(stream);
    }
  }

  /** @param {MediaStreamTrack} track @param {MediaStream} stream */
  #removed(track, stream) {
    this.#receiver.trackRemoved(track, stream);
    if (stream.getTracks().length > 0 || this.#streams.get(stream.id) !== stream) return;
    this.#streams.delete(stream.id);
    this.#receiver.streamRemoved(stream);
  }
}
