// SPDX-License-Identifier: Apache-2.0
/**
 * Tutorial 001: two pages find each other through a server that passes everything on.
 *
 *   {"message_type":"SDP","content":{"type":"offer","sdp":"..."}}      or an answer
 *   {"message_type":"CANDIDATE","content":{"candidate":"...", ...}}
 *
 * Each message goes to all others as it is. With a `code` (step 4 of the tutorial) it goes to those
 * who use the same code. The server keeps nothing: the offer of whoever comes first is lost, and the
 * one of whoever comes second is what makes the call.
 *
 * @typedef {object} Heard
 * @property {() => void} waiting we are connected to the server, and made our offer
 * @property {(stream: MediaStream) => void} picture the other's picture arrives
 * @property {(state: RTCPeerConnectionState) => void} changed the way to the other did
 * @property {() => void} disconnected the server is gone
 */

/** @param {string} url
 * @param {string} code "" for none
 * @param {MediaStream} mine
 * @param {RTCConfiguration} ice what the server answers at /ice: a way between networks
 * @param {Heard} heard */
export function start(url, code, mine, ice, heard) {
  const signaling = new WebSocket(url);
  const connection = new RTCPeerConnection(ice);

  /** @param {"SDP" | "CANDIDATE"} message_type
   * @param {object} content */
  const send = (message_type, content) =>
    signaling.send(JSON.stringify(code ? { message_type, content, code } : { message_type, content }));

  signaling.onopen = () => {
    mine.getTracks().forEach(track => connection.addTrack(track, mine)); // which makes a negotiation needed
    heard.waiting();
  };

  connection.onnegotiationneeded = async () => {
    await connection.setLocalDescription(await connection.createOffer());
    if (connection.localDescription) send("SDP", connection.localDescription);
  };

  connection.onicecandidate = event => {
    if (event.candidate) send("CANDIDATE", event.candidate);
  };

  connection.ontrack = event => {
    if (event.streams[0]) heard.picture(event.streams[0]);
  };

  connection.onconnectionstatechange = () => heard.changed(connection.connectionState);

  signaling.onmessage = async message => {
    const { message_type, content } = JSON.parse(message.data) ?? {};
    if (message_type === "CANDIDATE" && content) {
      // One that belongs to an offer which was lost fits nothing.
      await connection.addIceCandidate(content).catch(() => {});
    } else if (message_type === "SDP" && content.type === "offer") {
      // Our own offer, which nobody heard, is taken back by this one.
      await connection.setRemoteDescription(content);
      await connection.setLocalDescription(await connection.createAnswer());
      if (connection.localDescription) send("SDP", connection.localDescription);
    } else if (message_type === "SDP" && content.type === "answer") {
      await connection.setRemoteDescription(content);
    }
  };

  signaling.onclose = () => heard.disconnected();

  return {
    stop() {
      connection.close();
      signaling.close();
    },
  };
}
