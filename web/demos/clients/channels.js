// SPDX-License-Identifier: Apache-2.0
/**
 * Tutorial 002: channels.
 *
 *   to the server    {"checkPresence":true,"channel":"room1"}    is anybody in it?
 *   from the server  {"isChannelPresent":true}                   the answer to that
 *   to the server    {"open":true,"channel":"room1"}             put me in; there is no answer
 *                    {"data":{"hello":"all"},"channel":"room1"}  for all others in the channel
 *   from the server  {"hello":"all"}                             the bare data of somebody else
 *
 * The server adds no sender, so that all data of this page says who it is `from`, and `to` whom
 * where it is meant for one. With offers, answers and candidates as data, two pages open a data
 * channel, in which they chat without the server.
 *
 * @typedef {object} Heard
 * @property {() => void} connected
 * @property {(present: boolean) => void} presence
 * @property {(from: string, message: string) => void} data through the server
 * @property {(from: string, message: string) => void} chat through the data channel
 * @property {(open: boolean, who: string) => void} joined the data channel opened, or closed
 * @property {() => void} disconnected the server is gone
 */

/** @param {string} url
 * @param {string} channel
 * @param {string} me a name of our own making
 * @param {RTCConfiguration} ice what the server answers at /ice: a way between networks
 * @param {Heard} heard */
export function connect(url, channel, me, ice, heard) {
  const socket = new WebSocket(url);
  /** @type {RTCPeerConnection | null} */ let connection = null;
  /** @type {RTCDataChannel | null} */ let line = null;
  let other = "";

  /** What is sent to the server itself. @param {object} message */
  const push = message => socket.send(JSON.stringify({ ...message, channel }));
  /** What is sent to the others. @param {object} data */
  const send = data => push({ data: { from: me, ...data } });

  function prepare() {
    hangUp();
    connection = new RTCPeerConnection(ice);
    connection.onconnectionstatechange = () => connection?.connectionState === "failed" && line?.close();
    connection.onicecandidate = ({ candidate }) => {
      if (candidate) send({ to: other || undefined, candidate });
    };
    connection.ondatachannel = event => watch(event.channel);
    return connection;
  }

  /** @param {RTCDataChannel} opened */
  function watch(opened) {
    line = opened;
    opened.onopen = () => heard.joined(true, other);
    opened.onmessage = event => heard.chat(other, String(event.data));
    opened.onclose = () => heard.joined(false, other);
  }

  async function call() {
    other = ""; // whoever answers first
    const made = prepare();
    watch(made.createDataChannel("chat"));
    await made.setLocalDescription(await made.createOffer());
    send({ offer: made.localDescription });
  }

  /** The server tells nobody who left, so that we do. */
  function hangUp() {
    if (line?.readyState === "open") send({ to: other, leave: true });
    connection?.close();
    connection = line = null;
  }

  socket.onopen = () => heard.connected();

  socket.onmessage = async message => {
    const data = JSON.parse(message.data);
    if (typeof data?.isChannelPresent === "boolean") heard.presence(data.isChannelPresent);
    if (typeof data?.from !== "string" || (data.to && data.to !== me)) return;
    if (typeof data.message === "string") heard.data(data.from, data.message);

    // Where both called at once, the offer of the greater name counts.
    const calling = connection?.signalingState === "have-local-offer";
    if (data.offer && line?.readyState !== "open" && !(calling && me > data.from)) {
      other = data.from;
      const made = prepare();
      await made.setRemoteDescription(data.offer);
      await made.setLocalDescription(await made.createAnswer());
      send({ to: other, answer: made.localDescription });
    } else if (data.answer && connection && calling) {
      other = data.from;
      await connection.setRemoteDescription(data.answer);
    } else if (data.candidate && data.from === other) {
      await connection?.addIceCandidate(data.candidate);
    } else if (data.leave && data.from === other) {
      line?.close();
    }
  };

  socket.onclose = () => heard.disconnected();

  return {
    checkPresence: () => push({ checkPresence: true }),
    open: () => push({ open: true }),
    /** @param {string} message */
    say: message => send({ message }),
    call,
    /** @param {string} message */
    chat: message => line?.send(message),
    close() {
      hangUp();
      socket.close();
    },
  };
}
