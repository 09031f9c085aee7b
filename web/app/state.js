// SPDX-License-Identifier: Apache-2.0
/** What the app knows: the shapes kept in the store, and how they start. */
import { titleOf } from "./logic/rooms.js";

/** @typedef {import("./logic/quality.js").Sample} Sample */
/** @typedef {{ kind: "home" } | { kind: "prejoin", room: string } | { kind: "lobby", room: string } | { kind: "call", room: string } | { kind: "direct", to: string, name: string }
 *   | { kind: "ended", room: string, direct: Direct | null, why: End, seconds: number, summary: import("./logic/summary.js").Summary | null } | { kind: "error", error: Problem, room: string } | { kind: "test" } | { kind: "admin" }} Page */
/** @typedef {"full" | "unreachable" | "unsupported" | "insecure" | "elsewhere" | "refused" | "locked" | "denied" | "banned" | "nostart" | "lobbyfull"} Problem */
/** Who ended a call: we left, or the other side did, or a host for all, or for us.
 * @typedef {"title" | "over" | "host" | "removed" | "banned"} End */
/** @typedef {import("../client/messages.js").Role} Role */

/** The order in the room. Ids are those of people, "me" for ourselves.
 * @typedef {object} Order
 * @property {Role} role ours
 * @property {import("../client/messages.js").Rules | null} rules null where the room has none
 * @property {ReadonlyMap<string, Role>} roles of those who are more than guests
 * @property {readonly string[]} hands that are up, the first one first
 * @property {readonly { id: string, name: string }[]} waiting who knocks; hosts know */

/** We wait to be let into a room. `hosts` are the names of those who can, "" where they do not say.
 * @typedef {{ room: string, since: number, hosts: string[] }} Lobby */
/** What a room wants of us before we get in: "wrong" where we said another password, "wait" where too many did.
 * @typedef {"" | "password" | "wrong" | "wait"} Asks */

/** Somebody whom we call without a room: there are sound and picture only. `to` is an id or a handle.
 * @typedef {{ to: string, name: string }} Direct */

/** The line to the server. `ever`: it was up at least once.
 * @typedef {{ state: "connecting" | "connected" | "reconnecting" | "closed", attempt: number, retryAt: number, code: number, reason: string, ever: boolean }} Line */

/** Why there is no picture or sound of ours.
 * @typedef {"" | "asking" | "denied" | "missing" | "busy" | "insecure" | "other"} Trouble */
/** One of our devices: its track while it runs, whether we want it on, and what hinders it.
 * @typedef {{ track: MediaStreamTrack | null, on: boolean, trouble: Trouble }} Device */
/** @typedef {{ mic: Device, camera: Device, screen: MediaStream | null, devices: MediaDeviceInfo[] }} Local */

/** Somebody else in the room.
 * @typedef {object} Person
 * @property {string} id
 * @property {string} name
 * @property {boolean} mic
 * @property {boolean} camera
 * @property {number} hand its place among those that are up, 0 when down
 * @property {"" | "line" | "media"} lost interrupted: their line to the server only, or sound and picture
 * @property {MediaStream | null} face camera and microphone
 * @property {import("./logic/spotlight.js").Spot | null} spot what they put in the spotlight
 * @property {"" | "all" | "me"} recording whether they record: the call, or only themselves
 * @property {MediaStream | null} screen
 */

/** What somebody said; to one person only where `secret` is set: then `to` is their name, or "" for us. `from` is a peer's id.
 * @typedef {{ kind: "said", n: number, own: boolean, from: string, name: string, text: string, at: number, secret: boolean, to: string }} Said */
/** A file; how it is getting on is in `files` of the call.
 * @typedef {{ kind: "file", id: string, own: boolean, from: string, name: string, at: number, secret: boolean, to: string }} FileLine */
/** @typedef {Said | FileLine | { kind: "note", key: "joined" | "left", name: string, at: number }} ChatLine */

/** @typedef {import("./logic/verdict.js").Found & { id: string, name: string }} Told */

/**
 * @typedef {object} Call
 * @property {string} room "" in a direct call
 * @property {Direct | null} direct
 * @property {boolean} joined false while we are on the way in, and do not know who is there
 * @property {number} since
 * @property {Person[]} people in the order they joined
 * @property {number} hand the place of ours among those that are up, 0 when down
 * @property {Order} order
 * @property {ChatLine[]} chat
 * @property {Readonly<Record<string, import("./logic/parcel.js").Parcel>>} files by the id of their line
 * @property {string} to who reads what we write: a peer's id, or "" for everybody
 * @property {readonly { id: string, name: string }[]} typing
 * @property {number} unread
 * @property {"" | "chat" | "people"} panel
 * @property {"grid" | "speaker"} view
 * @property {string} pinned tile id or ""
 * @property {ReadonlySet<string>} speaking ids, "me" for ourselves
 * @property {string} speaker who spoke last, "" before anyone did
 * @property {Readonly<Record<string, number>>} quality 0 to 4 by id, "me" for our own
 * @property {Readonly<Record<string, import("./logic/path.js").Path>>} paths which way sound and picture take, by id
 * @property {Readonly<Record<string, string>>} codes to compare with others, by id
 * @property {Readonly<Record<string, string>>} verified the codes that were compared and found the same, by id
 * @property {Readonly<Record<string, string>>} failed the codes that were compared and found to differ, by id
 * @property {boolean} weak our connection is, and we say so
 * @property {Told | null} verdict what is wrong between us and somebody
 * @property {{ camera: boolean } | null} audioOnly all video is off; whether our camera was on
 * @property {boolean} details the connection details are open
 * @property {boolean} soundBlocked the browser wants a click before it plays sound
 * @property {boolean} hint we talk while muted
 * @property {boolean} mute our microphone is on, and gives nothing but digital silence
 * @property {import("./logic/spotlight.js").Spot | null} spot what we put in the spotlight
 * @property {ReadonlySet<string>} paused ids of those who send no picture, as the line to us is weak
 * @property {boolean} mirrors we share this very call
 * @property {{ what: "all" | "me", since: number } | null} recording ours
 */

/** Somebody on the board.
 * @typedef {{ handle: string, name: string, status: import("../client/messages.js").Status }} Handle */

/** A call being set up.
 * @typedef {object} Ring
 * @property {"in" | "out"} way
 * @property {string} name
 * @property {string} handle
 * @property {boolean} video
 * @property {number} since
 * @property {boolean} direct without a room
 * @property {boolean} elsewhere the bell is that of another tab of this browser
 */

/** @typedef {{ id: number, icon: string, words: import("./dom.js").Words }} Toast */

/**
 * @typedef {object} State
 * @property {Page} page
 * @property {import("./prefs.js").Prefs} prefs
 * @property {import("./i18n.js").Lang} lang
 * @property {Line} line
 * @property {string} handle what the server knows us by, "" for nothing
 * @property {boolean} nameless we have no username here and none is being claimed
 * @property {Handle[]} board
 * @property {Local} local
 * @property {Call | null} call
 * @property {{ room: string, text: string }} title how people write the name of the room that we are in or before
 * @property {Lobby | null} lobby
 * @property {Asks} asks
 * @property {Ring | null} ring
 * @property {Toast | null} toast
 */

/** @typedef {import("./store.js").Store<State>} AppStore */

/** @param {import("./prefs.js").Prefs} prefs
 * @param {import("./i18n.js").Lang} lang
 * @returns {State} */
export function initialState(prefs, lang) {
  return {
    page: { kind: "home" }, prefs, lang, handle: "", nameless: prefs.handle === "", board: [], call: null, lobby: null, asks: "", ring: null, toast: null, title: { room: "", text: "" },
    line: { state: "connecting", attempt: 0, retryAt: 0, code: 0, reason: "", ever: false },
    local: {
      mic: { track: null, on: prefs.micOn, trouble: "" }, camera: { track: null, on: prefs.camOn, trouble: "" }, screen: null, devices: [],
    },
  };
}

/** @param {string} room
 * @returns {Call} */
export function newCall(room) {
  return {
    room, direct: null, joined: false, since: Date.now(), people: [], hand: 0, order: { role: "guest", rules: null, roles: new Map(), hands: [], waiting: [] },
    chat: [], files: {}, to: "", typing: [], unread: 0, panel: "", view: "grid", pinned: "",
    speaking: new Set(), speaker: "", quality: {}, paths: {}, codes: {}, verified: {}, failed: {}, weak: false, verdict: null, audioOnly: null, details: false,
    soundBlocked: false, hint: false, mute: false, spot: null, paused: new Set(), mirrors: false, recording: null,
  };
}

/** Changes the call, if there is one.
 * @param {AppStore} store
 * @param {Partial<Call>} patch */
export function patchCall(store, patch) {
  const { call } = store.state;
  if (call) store.set({ call: { ...call, ...patch } });
}

/** What people read as the name of a room.
 * @param {Readonly<State>} state
 * @param {string} room */
export function roomTitle({ title, prefs }, room) {
  if (title.room === room) return title.text;
  const known = prefs.recent.find(one => one.room === room);
  return titleOf(room, known?.title) || room;
}

/** We, or others, write the name of a room so.
 * @param {AppStore} store
 * @param {string} room
 * @param {unknown} said
 * @param {boolean} [ours] what others say holds only where nothing is known */
export function hearTitle(store, room, said, ours = false) {
  if (!ours && roomTitle(store.state, room) !== room) return;
  const text = titleOf(room, said);
  if (!text) return;
  store.set({ title: { room, text } });
  const { recent } = store.state.prefs;
  if (recent.some(one => one.room === room)) patchPrefs(store, { recent: recent.map(one => (one.room === room ? { ...one, title: text } : one)) });
}

/** Changes what is remembered on this device.
 * @param {AppStore} store
 * @param {Partial<import("./prefs.js").Prefs>} patch */
export function patchPrefs(store, patch) {
  store.set({ prefs: { ...store.state.prefs, ...patch } });
}
