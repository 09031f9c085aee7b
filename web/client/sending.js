// SPDX-License-Identifier: Apache-2.0
import { nameStreams } from "./sdp.js";

/**
 * The tracks that we send to one peer, whatever connection carries them. A place in the description that became free is used again:
 * addTrack() alone would only add to it, so that it grew with every share of the screen.
 */
export class Sending {
  /** @type {Map<MediaStreamTrack, MediaStream>} */
  #tracks = new Map();
  /** @type {Map<MediaStreamTrack, RTCRtpSender>} */
  #senders = new Map();
  /** @type {Map<RTCRtpSender, string>} id of the stream by which the other side knows what it gets */
  #announced = new Map();

  get senders() {
    return new Map(this.#senders);
  }

  /** @param {MediaStreamTrack} track @param {MediaStream} stream @param {RTCPeerConnection} [connection] */
  add(track, stream, connection) {
    this.#tracks.set(track, stream);
    if (connection) this.#send(track, stream, connection);
  }

  /** @param {MediaStreamTrack} track @param {RTCPeerConnection} [connection] */
  remove(track, connection) {
    const sender = this.#senders.get(track);
    this.#tracks.delete(track);
    this.#senders.delete(track);
    if (sender) connection?.removeTrack(sender);
  }

  /**
   * @param {MediaStreamTrack} old @param {MediaStreamTrack} track
   * @returns {Promise<boolean>} false if it takes negotiation
   */
  async replace(old, track) {
    const stream = this.#tracks.get(old);
    const sender = this.#senders.get(old);
    if (!stream) return true;
    this.#tracks.delete(old);
    this.#tracks.set(track, stream);
    if (!sender) return true;
    this.#senders.delete(old);
    this.#senders.set(track, sender);
    return sender.replaceTrack(track).then(
      () => true,
      () => this.#senders.get(track) !== sender, // the connection is another one by now
    );
  }

  /** Everything, over another connection. @param {RTCPeerConnection} connection */
  move(connection) {
    this.detach();
    for (const [track, stream] of this.#tracks) this.#send(track, stream, connection);
  }

  /** There is no connection. */
  detach() {
    this.#senders.clear();
    this.#announced.clear();
  }

  /**
   * Names the streams in a description that we are about to send. The browsers keep the name that a place had first (RFC 8829, 5.2.2:
   * "MUST stay the same if they are present in the current description, regardless of changes to the transceiver's direction or track").
   * @param {string} sdp @param {RTCPeerConnection} connection @returns {string}
   */
  announce(sdp, connection) {
    /** @type {Map<string, string>} */
    const names = new Map();
    for (const { transceiver, sender, stream } of this.#places(connection)) {
      if (transceiver.mid === null) continue;
      names.set(transceiver.mid, stream.id);
      this.#announced.set(sender, stream.id);
    }
    return nameStreams(sdp, names);
  }

  /** Whether the other side takes what it gets for another stream, and the browser sees no need to negotiate. @param {RTCPeerConnection} connection */
  mistaken(connection) {
    return this.#places(connection).some(
      ({ transceiver, sender, stream }) => sends(transceiver.currentDirection) && this.#announced.get(sender) !== stream.id,
    );
  }

  /** @param {RTCPeerConnection} connection */
  #places(connection) {
    const transceivers = new Map(connection.getTransceivers().map((transceiver) => [transceiver.sender, transceiver]));
    return [...this.#senders].flatMap(([track, sender]) => {
      const [transceiver, stream] = [transceivers.get(sender), this.#tracks.get(track)];
      return transceiver && stream ? [{ transceiver, sender, stream }] : [];
    });
  }

  /** @param {MediaStreamTrack} track @param {MediaStream} stream @param {RTCPeerConnection} connection */
  #send(track, stream, connection) {
    const free = connection.getTransceivers().find((transceiver) => idle(transceiver, track.kind));
    if (!free) return void this.#senders.set(track, connection.addTrack(track, stream));
    free.sender
      .replaceTrack(track)
      .then(() => restoreDefaults(free.sender))
      .catch(() => {});
    free.direction = free.direction === "recvonly" ? "sendrecv" : "sendonly";
    this.#senders.set(track, free.sender);
  }
}

/** @param {RTCRtpTransceiver} transceiver @param {string} kind */
function idle({ mid, direction, receiver }, kind) {
  return mid !== null && direction !== "stopped" && !sends(direction) && receiver.track.kind === kind;
}

/** @param {RTCRtpTransceiverDirection | null} direction */
function sends(direction) {
  return direction === "sendrecv" || direction === "sendonly";
}

/** Takes back what was set for an earlier track. @param {RTCRtpSender} sender */
async function restoreDefaults(sender) {
  const parameters = sender.getParameters();
  for (const encoding of parameters.encodings ?? []) {
    encoding.active = true;
    delete encoding.maxBitrate;
    delete encoding.maxFramerate;
    if (sender.track?.kind === "video") encoding.scaleResolutionDownBy = 1;
  }
  await sender.setParameters(parameters);
}
