// SPDX-License-Identifier: Apache-2.0
/**
 * Tutorial 004: a chat room and calls between two, over Socket.IO.
 *
 *   to the server    join          "ann"                                   who we are
 *                    chat-message  "Good evening"
 *                    offer         {offer: {...}, targetPeerId: "bob"}
 *                    answer        {answer: {...}, targetPeerId: "ann"}
 *                    candidate     {candidate: {...}, targetPeerId: "bob"}
 *   from the server  peer-joined   "ann"                                   to all, ourselves as well
 *                    peer-left     "ann"
 *                    chat-message  {message: "Good evening"}               to all, ourselves as well
 *                    offer, answer, candidate   the bare value, then {from: "ann"}
 *
 * The tutorial's own server does not say who an offer is from; Switchboard adds that as a second
 * value, which pages that do not expect one ignore.
 *
 * @typedef {object} Heard
 * @property {() => void} connected
 * @property {(id: string) => void} joined
 * @property {(id: string) => void} left
 * @property {(message: string) => void} said
 * @property {(from: string) => void} called somebody calls us, which we answer at once
 * @property {(stream: MediaStream) => void} picture the other's picture arrives
 * @property {(state: RTCPeerConnectionState) => void} changed the way to the other did
 * @property {() => void} disconnected the server is gone
 */

/** @param {any} socket what io() made
 * @param {() => Promise<MediaStream>} camera
 * @param {RTCConfiguration} ice what the server answers at /ice: a way between networks
 * @param {Heard} heard */
export function enter(socket, camera, ice, heard) {
  /** @type {RTCPeerConnection | null} */ let connection = null;

  /** @param {string} targetPeerId */
  async function createPeerConnection(targetPeerId) {
    hangUp();
    const made = new RTCPeerConnection(ice);
    connection = made;
    made.onicecandidate = event => event.candidate && socket.emit("candidate", { candidate: event.candidate, targetPeerId });
    made.ontrack = event => event.streams[0] && heard.picture(event.streams[0]);
    made.onconnectionstatechange = () => made === connection && heard.changed(made.connectionState);
    const mine = await camera();
    if (made.signalingState !== "closed") mine.getTracks().forEach(track => made.addTrack(track, mine));
    return made;
  }

  /** @param {string} targetPeerId */
  async function call(targetPeerId) {
    const made = await createPeerConnection(targetPeerId);
    await made.setLocalDescription(await made.createOffer({ offerToReceiveAudio: true, offerToReceiveVideo: true }));
    socket.emit("offer", { offer: made.localDescription, targetPeerId });
  }

  function hangUp() {
    connection?.close();
    connection = null;
  }

  // One after the other: a candidate has to wait for the offer before it.
  let work = Promise.resolve();
  /** @param {string} event
   * @param {(value: any, about?: { from?: string }) => unknown} handle */
  const on = (event, handle) =>
    socket.on(event, (/** @type {any} */ value, /** @type {any} */ about) => {
      work = work.then(() => handle(value, about)).then(() => {}, reportError);
    });

  on("offer", async (offer, about) => {
    const from = about?.from;
    if (!from) return; // nobody to answer
    heard.called(from);
    const made = await createPeerConnection(from);
    await made.setRemoteDescription(offer);
    await made.setLocalDescription(await made.createAnswer());
    socket.emit("answer", { answer: made.localDescription, targetPeerId: from });
  });
  on("answer", answer => connection?.setRemoteDescription(answer));
  on("candidate", candidate => connection?.addIceCandidate(candidate));

  on("connect", () => heard.connected());
  on("peer-joined", id => heard.joined(String(id)));
  on("peer-left", id => heard.left(String(id)));
  on("chat-message", data => heard.said(String(data?.message)));
  on("disconnect", () => heard.disconnected());

  return {
    /** @param {string} id */
    join: id => socket.emit("join", id),
    /** @param {string} message */
    say: message => socket.emit("chat-message", message),
    call,
    hangUp,
    close() {
      hangUp();
      socket.disconnect();
    },
  };
}
