// SPDX-License-Identifier: Apache-2.0
/**
 * Tutorial 003: sign in with a name, and call others by theirs.
 *
 *   to the server                                           from the server
 *   {"type":"login","name":"ann"}                           {"type":"login","success":true}    or false
 *   {"type":"offer","offer":{...},"name":"bob"}             {"type":"offer","offer":{...},"name":"ann"}
 *   {"type":"answer","answer":{...},"name":"ann"}           {"type":"answer","answer":{...}}
 *   {"type":"candidate","candidate":{...},"name":"bob"}     {"type":"candidate","candidate":{...}}
 *   {"type":"leave","name":"bob"}                           {"type":"leave"}
 *                                                           {"type":"error","message":"..."}
 *
 * To the server, `name` is whom a message is for; only offers say who they are from. A call to
 * somebody who is not there is not answered at all.
 *
 * @typedef {object} Heard
 * @property {(success: boolean) => void} login
 * @property {(name: string) => void} called somebody calls us, which we answer at once
 * @property {(stream: MediaStream) => void} picture the other's picture arrives
 * @property {() => void} connected the way to the other is there
 * @property {() => void} left the other hung up, or is gone
 * @property {() => void} disconnected the server is gone
 */

/** @param {string} url
 * @param {string} name
 * @param {() => Promise<MediaStream>} camera asked for once we are signed in
 * @param {RTCConfiguration} ice what the server answers at /ice: a way between networks
 * @param {Heard} heard */
export function signIn(url, name, camera, ice, heard) {
  const socket = new WebSocket(url);
  /** @type {RTCPeerConnection | null} */ let connection = null;
  /** @type {Promise<MediaStream> | null} */ let mine = null;
  let connectedUser = "";

  /** @param {object} message */
  const send = message => socket.send(JSON.stringify(connectedUser ? { ...message, name: connectedUser } : message));

  /** A connection is for one call: one that was closed cannot be opened again. */
  async function prepare() {
    const made = new RTCPeerConnection(ice);
    connection = made;
    made.onicecandidate = event => event.candidate && send({ type: "candidate", candidate: event.candidate });
    made.ontrack = event => event.streams[0] && heard.picture(event.streams[0]);
    made.onconnectionstatechange = () => made.connectionState === "connected" && heard.connected();
    const stream = await mine;
    if (stream && made.signalingState !== "closed") stream.getTracks().forEach(track => made.addTrack(track, stream));
    return made;
  }

  function end() {
    connectedUser = "";
    connection?.close();
    connection = null;
  }

  /** @param {string} other */
  async function call(other) {
    end();
    connectedUser = other;
    const made = await prepare();
    await made.setLocalDescription(await made.createOffer());
    send({ type: "offer", offer: made.localDescription });
  }

  /** @param {any} message */
  async function handle(message) {
    switch (message?.type) {
      case "login":
        if (message.success) mine = camera();
        return heard.login(message.success);
      case "offer": {
        end();
        connectedUser = message.name;
        heard.called(message.name);
        const made = await prepare();
        await made.setRemoteDescription(message.offer);
        await made.setLocalDescription(await made.createAnswer());
        return send({ type: "answer", answer: made.localDescription });
      }
      case "answer":
        return connection?.setRemoteDescription(message.answer);
      case "candidate":
        return connection?.addIceCandidate(message.candidate);
      case "leave":
        end();
        return heard.left();
    }
  }

  socket.onopen = () => socket.send(JSON.stringify({ type: "login", name }));

  // One after the other: a candidate has to wait for the offer before it.
  let work = Promise.resolve();
  socket.onmessage = message => {
    work = work.then(() => handle(JSON.parse(message.data))).catch(reportError);
  };

  socket.onclose = () => heard.disconnected();

  return {
    call,
    hangUp() {
      send({ type: "leave" });
      end();
    },
    close() {
      end();
      socket.close();
    },
  };
}
