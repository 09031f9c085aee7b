// SPDX-License-Identifier: Apache-2.0
// Runs in each page before its own scripts: remembers the RTCPeerConnections, so that a test can ask what arrives.
(() => {
  const all = [];
  globalThis.RTCPeerConnection = class RTCPeerConnection extends globalThis.RTCPeerConnection {
    constructor(...options) {
      super(...options);
      all.push(this);
    }
  };

  const senders = (kind) =>
    all.filter((one) => one.connectionState !== "closed").flatMap((one) => one.getSenders().filter(({ track }) => track?.kind === kind));

  globalThis.watched = {
    /** How many connections were ever made. */
    made: () => all.length,

    /** All connections to others are gone, and nobody is told. */
    cut: () => all.forEach((one) => one.close()),

    /** For those who wonder why nothing arrives. */
    states: () => all.map((one) => [one.signalingState, one.iceGatheringState, one.iceConnectionState, one.connectionState].join("/")).join(", "),

    /** By which ICE knows our ends: others after each restart. */
    fragments: () => all.map((one) => /a=ice-ufrag:(.*)/.exec(one.localDescription?.sdp ?? "")?.[1]).join(" "),

    /** The tracks of a kind that are sent, once for each connection. */
    sent: (kind) => senders(kind).map(({ track }) => track),

    /** How they are sent. */
    encodings: (kind) => senders(kind).flatMap((sender) => sender.getParameters().encodings),

    /** What arrived so far of what a <video> shows. */
    async received(video) {
      const ids = new Set((video.srcObject?.getTracks() ?? []).map((track) => track.id));
      const sum = { clock: video.currentTime, frames: 0, energy: 0 };
      for (const connection of all) {
        if (connection.connectionState === "closed") continue;
        for (const part of (await connection.getStats()).values()) {
          if (part.type !== "inbound-rtp" || !ids.has(part.trackIdentifier)) continue;
          sum.frames += part.framesDecoded ?? 0;
          sum.energy += part.totalAudioEnergy ?? 0;
        }
      }
      return sum;
    },
  };
})();
