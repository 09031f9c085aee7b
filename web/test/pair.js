// SPDX-License-Identifier: Apache-2.0
import { Peer } from "../client/peer.js";

/** @typedef {{ from: string, kind: any, data: any }} Signal */

/**
 * Two peers in one page and the line between them, which keeps the order of each side and takes a random time.
 * @param {() => number} [chance]
 * @param {{ immediate?: boolean, foreign?: boolean, candidatesFirst?: boolean }} [how]
 *   `foreign`: a plain RTCPeerConnection in b's place, which only offers
 */
export function lineFor(chance = Math.random, { immediate = false, foreign = false, candidatesFirst = false } = {}) {
  /** @type {Signal[]} */
  const signals = [];
  /** @type {import("../client/error.js").SwitchboardError[]} */
  const errors = [];
  /** @type {Record<string, (signal: Signal) => void>} */
  const hear = {};
  /** @type {RTCConfiguration} */
  const configuration = {};
  let left = Infinity;
  let closed = false;
  let astray = false;

  /** @param {string} from @param {string} to */
  function queue(from, to) {
    let busy = Promise.resolve();
    /** @type {Signal[]} */
    const held = [];
    return (/** @type {any} */ kind, /** @type {any} */ data) => {
      if (left-- <= 0) return;
      const signal = JSON.parse(JSON.stringify({ from, kind, data }));
      if (astray) lead(signal);
      signals.push(signal);
      if (candidatesFirst && kind === "offer" && held.push(signal)) return;
      const all = [signal, ...(kind === "candidate" && data === null ? held.splice(0) : [])];
      busy = busy.then(async () => {
        if (!immediate) await new Promise((resolve) => setTimeout(resolve, chance() * 8));
        for (const each of all) if (!closed) hear[to](each);
      });
    };
  }

  /** @param {string} self @param {string} other */
  function make(self, other) {
    const say = queue(self, other);
    /** @type {import("../client/peer.js").Wire} */
    const wire = {
      self,
      up: () => true,
      wake: () => {},
      configuration: () => ({ ...configuration }),
      report: (error) => errors.push(error),
      signal: (_, kind, data) => say(kind, data),
    };
    const peer = new Peer({ peer: other, about: {} }, wire);
    hear[self] = ({ kind, data }) => peer.receive(kind, data);
    return peer;
  }

  const a = make("a", "b");
  const b = make("b", "a");
  const plain = foreign ? offering(queue("b", "a"), (listener) => (hear.b = listener)) : undefined;
  return {
    a,
    b,
    signals,
    errors,
    configuration,
    foreign: plain,
    /** After so many signals none comes through. @param {number} count */
    lose: (count) => (left = count),
    /** From now on candidates are wrong, or right again. @param {boolean} wrong */
    mislead: (wrong) => (astray = wrong),
    /** Another page with the same id. @param {"b"} self */
    replace: (self) => make(self, "a"),
    close() {
      closed = true;
      a.close();
      b.close();
      plain?.close();
      for (const stop of making.splice(0)) stop();
    },
  };
}

/** To where nobody listens. @param {Signal} signal */
function lead({ kind, data }) {
  if (kind === "candidate" && data) data.candidate = data.candidate.replace(/(?<=^(\S+ ){5})\d+/, "40009");
  else if (data?.sdp) data.sdp = data.sdp.replace(/^a=candidate:.*\r\n/gm, "");
}

/** @param {(kind: string, data: any) => void} say @param {(listener: (signal: Signal) => void) => void} hear */
function offering(say, hear) {
  const connection = new RTCPeerConnection();
  connection.onicecandidate = ({ candidate }) => say("candidate", candidate);
  connection.onnegotiationneeded = async () => {
    await connection.setLocalDescription();
    say("offer", connection.localDescription);
  };
  hear(({ kind, data }) => {
    if (kind === "answer") connection.setRemoteDescription(data);
    if (kind === "candidate") connection.addIceCandidate(data ?? undefined);
  });
  return connection;
}

/** Ends what was made for the present pair. @type {(() => void)[]} */
const making = [];

/** A moving picture. */
export function picture() {
  const canvas = new OffscreenCanvas(64, 48);
  const generator = new /** @type {any} */ (globalThis).MediaStreamTrackGenerator({ kind: "video" });
  const writer = generator.writable.getWriter();
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
  let at = 0;
  const timer = setInterval(() => {
    context.fillStyle = `hsl(${at} 90% 50%)`;
    context.fillRect(0, 0, 64, 48);
    writer.write(new VideoFrame(canvas, { timestamp: (at += 33) * 1000 })).catch(() => clearInterval(timer));
  }, 33);
  const track = /** @type {MediaStreamTrack} */ (generator);
  making.push(() => (clearInterval(timer), track.stop()));
  return { track, stream: new MediaStream([track]) };
}

/** @type {AudioContext | undefined} */
let audio;

/** A sound. */
export function tone() {
  audio ??= new AudioContext();
  const to = audio.createMediaStreamDestination();
  const oscillator = audio.createOscillator();
  oscillator.connect(to);
  oscillator.start();
  const [track] = to.stream.getAudioTracks();
  making.push(() => (oscillator.stop(), oscillator.disconnect(), track.stop()));
  return { track, stream: to.stream };
}
