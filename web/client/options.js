// SPDX-License-Identifier: Apache-2.0

/**
 * What connect() takes, and what a Switchboard tells.
 *
 * @typedef {object} Options
 * @property {string | URL} [url] `ws:`, `wss:`, `http:` or `https:`; relative to the page; `/ws` by default
 * @property {import("./messages.js").About} [about] how others see this peer
 * @property {string} [handle] claimed as soon as connected, and again after each fresh start
 * @property {Pick<Storage, "getItem" | "setItem" | "removeItem"> | null} [storage] keeps the proof that the handle is ours
 * @property {RTCIceServer[]} [iceServers] overrides the server's list
 * @property {RTCIceTransportPolicy} [iceTransportPolicy]
 * @property {typeof globalThis.WebSocket} [WebSocket] another one, for tests and for places that have none
 * @property {number[]} [pauses] most ms to wait before the first, second… attempt to dial again, for tests
 * @property {number} [ring] ms for which a direct call rings here, for tests
 *
 * @typedef {object} SwitchboardEvents
 * @property {import("./session.js").StateChange} state
 * @property {{ resumed: boolean }} welcome
 * @property {import("./call.js").Call} ring somebody rings us
 * @property {{ from: string, data: any }} message that came outside of a room
 * @property {Map<string, import("./messages.js").Person>} people the board changed
 * @property {string} handle-lost another peer proved that it is its own
 * @property {import("./error.js").SwitchboardError} error something failed that nobody waits for
 */

export {};
