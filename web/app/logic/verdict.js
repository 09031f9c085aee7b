// SPDX-License-Identifier: Apache-2.0
/** What is wrong between two people, and the one thing to do about it, from what both ends see. */

/**
 * What one end sees of the way to the other, and of its own devices. Ends send it to each other: see readState().
 * @typedef {object} EndState
 * @property {"ok" | "trying" | "failed"} ice
 * @property {string[]} types the kinds of candidates that were gathered: host, srflx, prflx, relay
 * @property {boolean} gathered whether all are, or as good as all
 * @property {boolean} turn whether there was a relay to ask
 * @property {"" | "direct" | "relay"} path in use
 * @property {number} lossIn percent of what came
 * @property {number} lossOut percent of what went
 * @property {number} rtt ms
 * @property {"on" | "muted" | "silent" | "none"} mic
 * @property {"on" | "blocked" | "none"} sound
 * @property {"" | "ok" | "weak"} up what goes to everybody else: "" where there is nobody else
 * @property {"" | "ok" | "weak"} down what comes from everybody else
 */

/** @typedef {"none-mine" | "none-theirs" | "norelay" | "relay-mine" | "relay-theirs" | "relay-both" | "stuck"
 *   | "blocked-theirs" | "silent-mine" | "silent-theirs" | "up-mine" | "down-mine" | "up-theirs" | "down-theirs" | "lossy" | "far"
 *   | "muted-theirs" | "muted-mine" | "speaker-mine" | "speaker-theirs" | "nomic-theirs"} Verdict */
/** @typedef {"path" | "sound" | "quality" | "state"} Kind */
/** @typedef {{ key: Verdict, kind: Kind, whose: "mine" | "theirs" | "both" }} Found */

/** From this loss in percent, and this round trip in ms, a call sounds bad. */
export const LOSSY = 5;
const FAR = 500;

const TYPES = ["host", "srflx", "prflx", "relay"];
/** No number of an end is larger. */
const MOST = 60_000;

/** @type {EndState} */
export const WELL = { ice: "ok", types: [], gathered: false, turn: false, path: "", lossIn: 0, lossOut: 0, rtt: 0, mic: "on", sound: "on", up: "", down: "" };

/** What another end sent, as far as it is what it should be; whatever else it contains is dropped.
 * @param {any} data
 * @returns {EndState | null} */
export function readState(data) {
  if (typeof data !== "object" || data === null || Array.isArray(data)) return null;
  return {
    ice: one(data.ice, ["ok", "trying", "failed"]),
    types: Array.isArray(data.types) ? TYPES.filter(type => data.types.slice(0, 8).includes(type)) : [],
    gathered: data.gathered === true,
    turn: data.turn === true,
    path: one(data.path, ["", "direct", "relay"]),
    lossIn: Math.min(100, amount(data.lossIn)),
    lossOut: Math.min(100, amount(data.lossOut)),
    rtt: amount(data.rtt),
    mic: one(data.mic, ["on", "muted", "silent", "none"]),
    sound: one(data.sound, ["on", "blocked", "none"]),
    up: one(data.up, ["", "ok", "weak"]),
    down: one(data.down, ["", "ok", "weak"]),
  };
}

/** @template {string} T
 * @param {unknown} value
 * @param {[T, ...T[]]} of
 * @returns {T} the first where it is none of them */
const one = (value, of) => of.find(each => each === value) ?? of[0];

/** @param {unknown} value */
const amount = value => (typeof value === "number" && value > 0 ? Math.min(MOST, Math.round(value)) : 0);

/** @typedef {[key: Verdict, kind: Kind, whose: Found["whose"], when: (mine: EndState, theirs: EndState | null) => unknown]} Row */

/** No way was found, by us; so by them. The first that holds counts.
 * @type {Row[]} */
const NO_PATH = [
  ["none-mine", "path", "mine", mine => mine.types.length === 0],
  ["none-theirs", "path", "theirs", (_, theirs) => theirs && theirs.ice !== "ok" && theirs.types.length === 0],
  ["relay-mine", "path", "mine", mine => mine.turn && mine.gathered && !relayed(mine)],
  ["relay-theirs", "path", "theirs", (_, theirs) => theirs?.turn && theirs.gathered && !relayed(theirs)],
  ["norelay", "path", "both", (mine, theirs) => !mine.turn && !theirs?.turn],
  ["relay-both", "path", "both", (mine, theirs) => relayed(mine) && theirs && relayed(theirs)],
  ["stuck", "path", "both", () => true],
];

/** @type {Row[]} */
const SOUND = [
  ["silent-mine", "sound", "mine", mine => mine.mic === "silent"],
  ["silent-theirs", "sound", "theirs", (_, theirs) => theirs?.mic === "silent"],
  ["blocked-theirs", "sound", "theirs", (_, theirs) => theirs?.sound === "blocked"],
  ["speaker-mine", "sound", "mine", mine => mine.sound === "none"],
  ["speaker-theirs", "sound", "theirs", (_, theirs) => theirs?.sound === "none"],
];

/** Third parties tell whose end it is that loses. @type {Row[]} */
const QUALITY = [
  ["up-mine", "quality", "mine", mine => lossy(mine.lossOut) && mine.up === "weak"],
  ["up-theirs", "quality", "theirs", (mine, theirs) => lossy(mine.lossIn) && theirs?.up === "weak"],
  ["down-mine", "quality", "mine", mine => lossy(mine.lossIn) && mine.down === "weak"],
  ["down-theirs", "quality", "theirs", (mine, theirs) => lossy(mine.lossOut) && theirs?.down === "weak"],
  ["up-theirs", "quality", "theirs", mine => lossy(mine.lossIn) && mine.down === "ok"],
  ["down-theirs", "quality", "theirs", mine => lossy(mine.lossOut) && mine.up === "ok"],
  ["up-mine", "quality", "mine", (mine, theirs) => lossy(mine.lossOut) && !lossy(mine.lossIn) && theirs?.down !== "weak"],
  ["lossy", "quality", "both", mine => lossy(mine.lossIn) || lossy(mine.lossOut)],
  ["far", "quality", "both", mine => mine.rtt > FAR],
];

/** Nothing is broken; only worth a word to somebody who asks. @type {Row[]} */
const ASKED = [
  ["muted-theirs", "state", "theirs", (_, theirs) => theirs?.mic === "muted"],
  ["nomic-theirs", "state", "theirs", (_, theirs) => theirs?.mic === "none"],
  ["muted-mine", "state", "mine", mine => mine.mic === "muted"],
];

/** @param {EndState} mine
 * @param {EndState | null} theirs null where they did not tell
 * @param {boolean} [asked] whether somebody wants to know, rather than has to
 * @returns {Found | null} */
export function verdict(mine, theirs, asked = false) {
  const rows = mine.ice !== "ok" ? NO_PATH : [...SOUND, ...QUALITY, ...(asked ? ASKED : [])];
  const found = rows.find(([, , , when]) => when(mine, theirs));
  return found ? { key: found[0], kind: found[1], whose: found[2] } : null;
}

/** Whether the other end should know.
 * @param {EndState} mine */
export const notable = mine => mine.ice !== "ok" || mine.mic === "silent" || mine.sound !== "on" || lossy(mine.lossIn) || lossy(mine.lossOut);

/** What should not be told anew for every wavering digit. @param {EndState} mine @returns {EndState} */
export const rounded = mine => ({ ...mine, lossIn: coarse(mine.lossIn, 5), lossOut: coarse(mine.lossOut, 5), rtt: coarse(mine.rtt, 250) });

/** @param {number} n @param {number} step */
const coarse = (n, step) => Math.floor(n / step) * step;

/** @param {number} percent */
const lossy = percent => percent >= LOSSY;

/** @param {EndState} end */
const relayed = end => end.types.includes("relay");

/** Host and port of the first relay among the servers, for people who run a firewall.
 * @param {readonly RTCIceServer[]} servers */
export function relayPlace(servers) {
  const urls = servers.flatMap(({ urls }) => urls).filter(url => /^turns?:/.test(url));
  const place = /^turns?:([^?]+)/.exec(urls[0] ?? "")?.[1] ?? "";
  return !place || /:\d+$/.test(place) ? place : `${place}:${urls[0]?.startsWith("turns:") ? 5349 : 3478}`;
}
