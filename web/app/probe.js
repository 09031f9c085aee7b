// SPDX-License-Identifier: Apache-2.0
/** Tries out what calls need of the network, one server and one way at a time. Knows no page. */

/** For so long, in ms, a server may take. */
const PATIENCE = 12_000;
const CHANNEL = "switchboard-test";
/** What a measurement may send at most, bytes; in parts of so many; and how long it takes at most, ms. */
const MOST_BYTES = 3_000_000;
const PART = 15_000;
const LONGEST = 4_000;

/** @typedef {"stun" | "udp" | "tcp" | "tls"} Way */
/** @typedef {{ urls: string, username?: string, credential?: string }} Server one address */

/** The first server for a way.
 * @param {readonly RTCIceServer[]} servers
 * @param {Way} way
 * @returns {Server | null} */
export function serverFor(servers, way) {
  for (const { urls, ...login } of servers) {
    const url = [urls].flat().find(one => wayOf(one) === way);
    if (url) return { urls: url, ...login };
  }
  return null;
}

/** @param {string} url
 * @returns {Way | ""} */
export function wayOf(url) {
  if (url.startsWith("stun:")) return "stun";
  if (url.startsWith("turns:")) return "tls";
  if (!url.startsWith("turn:")) return "";
  return /[?&]transport=tcp\b/i.test(url) ? "tcp" : "udp";
}

/** Asks a STUN server for our address.
 * @param {Server} server
 * @returns {Promise<{ answered: boolean, address: string }>} "" where there is none but our own */
export async function probeStun(server) {
  const connection = new RTCPeerConnection({ iceServers: [server] });
  let refused = false;
  try {
    return await within(new Promise(resolve => {
      connection.onicecandidateerror = () => (refused = true);
      connection.onicecandidate = ({ candidate }) => {
        if (candidate?.type === "srflx") resolve({ answered: true, address: candidate.address ?? "" });
        else if (!candidate) resolve({ answered: !refused, address: "" });
      };
      connection.createDataChannel(CHANNEL);
      void connection.setLocalDescription();
    }), { answered: false, address: "" });
  } finally {
    connection.close();
  }
}

/** Sends something through a relay to ourselves.
 * @param {Server} server
 * @returns {Promise<{ reached: boolean, ms: number }>} `ms` there and back, 0 where nothing came back */
export function probeRelay(server) {
  return through(server, async (channel, far, reached) => {
    far.then(end => (end.onmessage = () => end.send("back")), () => {});
    /** @type {Promise<number>} */
    const passed = new Promise(resolve => {
      let began = 0;
      channel.onopen = () => {
        began = performance.now();
        channel.send("there");
      };
      channel.onmessage = () => resolve(Math.max(1, Math.round(performance.now() - began)));
    });
    const ms = await within(passed, 0);
    return { reached: reached(), ms };
  }).catch(() => ({ reached: false, ms: 0 }));
}

/** Sends as much through a relay to ourselves as fits into a moment, and no more than a few pictures' worth. It comes in by the same line as it
 * went out, so this is what the slower way of the two carries.
 * @param {Server} server
 * @returns {Promise<number>} bits a second, 0 where little or nothing came */
export function measureRelay(server) {
  return through(server, async (channel, far) => {
    const part = new Uint8Array(PART);
    let stopped = false;
    let left = MOST_BYTES;
    channel.bufferedAmountLowThreshold = PART;
    const send = () => {
      while (!stopped && left > 0 && channel.readyState === "open" && channel.bufferedAmount <= 4 * PART) {
        channel.send(part);
        left -= PART;
      }
    };
    channel.onopen = channel.onbufferedamountlow = send;
    const end = await within(far, null);
    if (!end) return 0;
    const rate = await new Promise(resolve => {
      let [began, came] = [0, 0];
      const conclude = () => {
        const seconds = (performance.now() - began) / 1000;
        resolve(came > 0 && seconds > 0 ? Math.round((came * 8) / seconds) : 0);
      };
      const timer = setTimeout(conclude, LONGEST);
      end.onmessage = ({ data }) => {
        if (began === 0) began = performance.now(); // the first begins the time, and is not counted
        else came += data.byteLength;
        if (came < MOST_BYTES - PART) return;
        clearTimeout(timer);
        conclude();
      };
    });
    stopped = true;
    return rate;
  });
}

/** Connects to ourselves through a relay.
 * @template T
 * @param {Server} server
 * @param {(channel: RTCDataChannel, far: Promise<RTCDataChannel>, reached: () => boolean) => Promise<T>} use gets both ends, which are not open yet
 * @returns {Promise<T>} */
async function through(server, use) {
  /** @type {RTCConfiguration} */
  const configuration = { iceServers: [server], iceTransportPolicy: "relay" };
  const [near, far] = [new RTCPeerConnection(configuration), new RTCPeerConnection(configuration)];
  let reached = false;
  const pass = (/** @type {RTCPeerConnection} */ to) => (/** @type {RTCPeerConnectionIceEvent} */ { candidate }) => {
    if (candidate?.type === "relay") reached = true;
    if (candidate) void to.addIceCandidate(candidate).catch(() => {});
  };
  near.onicecandidate = pass(far);
  far.onicecandidate = pass(near);
  /** @type {Promise<RTCDataChannel>} */
  const other = new Promise(resolve => (far.ondatachannel = ({ channel }) => resolve(Object.assign(channel, { binaryType: "arraybuffer" }))));
  const used = use(near.createDataChannel(CHANNEL), other, () => reached);
  try {
    await near.setLocalDescription();
    await far.setRemoteDescription(/** @type {RTCSessionDescription} */ (near.localDescription));
    await far.setLocalDescription();
    await near.setRemoteDescription(/** @type {RTCSessionDescription} */ (far.localDescription));
    return await used;
  } finally {
    near.close();
    far.close();
  }
}

/** @param {import("../client/switchboard.js").Switchboard} line
 * @returns {Promise<number>} ms to the server and back, the best of three; 0 where it does not answer */
export async function probeLine(line) {
  if (!(await within(line.ready.then(() => true, () => false), false))) return 0;
  let best = Infinity;
  for (let i = 0; i < 3; i++) {
    const began = performance.now();
    const answered = await within(line.who("test").then(() => true, error => !["closed", "timeout"].includes(error?.code)), false); // a refusal is an answer
    if (answered) best = Math.min(best, performance.now() - began);
  }
  return best === Infinity ? 0 : Math.max(1, Math.round(best));
}

/** @template T
 * @param {Promise<T>} promise
 * @param {T} otherwise
 * @returns {Promise<T>} */
function within(promise, otherwise) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  return Promise.race([promise, /** @type {Promise<T>} */ (new Promise(resolve => (timer = setTimeout(() => resolve(otherwise), PATIENCE))))]).finally(() => clearTimeout(timer));
}
