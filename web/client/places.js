// SPDX-License-Identifier: Apache-2.0

const KINDS = ["audio", "video"];

/**
 * What we send in a direct call: one place for sound and one for a picture, there from the first description on, so that no change of
 * ours ever takes another one. A track is put into its place and taken out of it. Has what a Peer needs of a Sending.
 */
export class Places {
  /** @type {Map<string, { track: MediaStreamTrack, stream: MediaStream }>} by kind */
  #tracks = new Map();
  /** @type {Map<string, RTCRtpSender>} by kind */
  #senders = new Map();

  get senders() {
    /** @type {Map<MediaStreamTrack, RTCRtpSender>} */
    const senders = new Map();
    for (const [kind, sender] of this.#senders) {
      const place = this.#tracks.get(kind);
      if (place) senders.set(place.track, sender);
    }
    return senders;
  }

  /** In place of what was there. @param {MediaStreamTrack} track @param {MediaStream} stream */
  add(track, stream) {
    this.#tracks.set(track.kind, { track, stream });
    void this.#show(track.kind);
  }

  /** @param {MediaStreamTrack} track */
  remove(track) {
    if (this.#tracks.get(track.kind)?.track !== track) return;
    this.#tracks.delete(track.kind);
    void this.#show(track.kind);
  }

  /** @param {MediaStreamTrack} old @param {MediaStreamTrack} track of the same kind */
  async replace(old, track) {
    const place = this.#tracks.get(old.kind);
    if (place?.track !== old) return true;
    this.#tracks.set(old.kind, { track, stream: place.stream });
    await this.#show(old.kind);
    return true;
  }

  /** Before our offer is made. @param {RTCPeerConnection} connection */
  offer(connection) {
    const streams = [this.#stream];
    for (const kind of KINDS) {
      const { track } = this.#tracks.get(kind) ?? {};
      this.#senders.set(kind, connection.addTransceiver(track ?? kind, { direction: "sendrecv", streams }).sender);
    }
  }

  /** Before our answer is made: takes the places that their offer has for us. @param {RTCPeerConnection} connection */
  answer(connection) {
    const stream = this.#stream;
    for (const kind of KINDS) {
      const all = connection.getTransceivers().filter(({ direction, receiver }) => direction !== "stopped" && receiver.track.kind === kind);
      const sender = this.#senders.get(kind);
      const place = all.find((transceiver) => transceiver.sender === sender) ?? all[0];
      if (place) place.direction = "sendrecv";
      if (place?.sender === sender) continue;
      this.#senders.delete(kind);
      if (!place) continue;
      place.sender.setStreams?.(stream);
      this.#senders.set(kind, place.sender);
      void this.#show(kind);
    }
  }

  /** The next offer, theirs, says what places there are. */
  move() {
    this.detach();
  }

  /** There is no connection. */
  detach() {
    this.#senders.clear();
  }

  /** @param {string} sdp */
  announce(sdp) {
    return sdp;
  }

  mistaken() {
    return false;
  }

  /** Both places go by one stream, so that the other side plays them together. */
  get #stream() {
    for (const { stream } of this.#tracks.values()) return stream;
    return new MediaStream();
  }

  /** @param {string} kind */
  async #show(kind) {
    try {
      await this.#senders.get(kind)?.replaceTrack(this.#tracks.get(kind)?.track ?? null);
    } catch {
      // The connection is closed by now.
    }
  }
}
