// SPDX-License-Identifier: Apache-2.0

/**
 * @typedef {"new" | "connecting" | "connected" | "interrupted" | "failed" | "closed"} PeerState of the media path
 *
 * @typedef {object} Wire what a peer needs of the room
 * @property {(to: string, kind: import("./messages.js").Kind, data: unknown) => void} signal
 * @property {() => RTCConfiguration} configuration
 * @property {() => Promise<void> | undefined} [refreshed] to wait for before another path is looked for
 * @property {() => boolean} up whether our own line to the server is up
 * @property {() => void} wake looks whether it is
 * @property {string} self our own id
 * @property {(error: import("./error.js").SwitchboardError) => void} report
 * @property {{ stubborn: () => number }} [plain] the other side may know no more than to answer an offer: see direct.js
 *
 * @typedef {object} PeerEvents
 * @property {{ track: MediaStreamTrack, stream: MediaStream }} track also told of the tracks that are there already
 * @property {{ track: MediaStreamTrack, stream: MediaStream }} track-removed
 * @property {MediaStream} stream-removed its last track is gone
 * @property {void} changed `about`, `handle` or `connected`
 * @property {PeerState} state
 * @property {import("./channel.js").Channel} channel that they opened; closed again where nobody listens
 * @property {void} left
 */

export {};
