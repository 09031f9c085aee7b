// SPDX-License-Identifier: Apache-2.0

/**
 * The frames that the server sends, as docs/protocols/switchboard.md tells them.
 *
 * @typedef {Record<string, any>} About how a peer describes itself: name, microphone, camera, hand…
 * @typedef {"available" | "in-call" | "busy" | "away"} Status
 * @typedef {"offer" | "answer" | "candidate" | "hangup" | "message"} Kind of a signal
 * @typedef {"declined" | "busy" | "cancelled" | "no-answer" | "gone"} EndReason of a call
 *
 * @typedef {{ frame: number, about: number, chat: number, name: number, room: number, rooms: number,
 *   outbox: number, replay: number, frames: number, burst: number }} Limits
 * @typedef {{ peer: string, handle?: string, about: About, connected?: boolean }} Member of a room
 * @typedef {{ handle: string, peer: string, status: Status, about: About }} Person who has a handle
 * @typedef {"guest" | "host" | "owner"} Role in a room
 * @typedef {{ lobby: boolean, locked: boolean, password: boolean }} Rules of a room
 * @typedef {"mute" | "stop-video" | "stop-share"} Wish of a host
 * @typedef {{ peer: string, at: number }} Hand
 * @typedef {{ role?: Role, rules?: Rules, hosts?: { peer: string, role: Role }[], hands?: Hand[], ticket?: string }} Order how things stand in a room
 * @typedef {{ peers: Member[], count: number, rules?: Rules }} Look into a room from outside
 * @typedef {{ n: number, from: string, about: About, text: string, at: number }} ChatMessage
 *
 * @typedef {{ type: "welcome", seq?: undefined, version: number, features: string[], peer: string, secret: string, resumed: boolean,
 *   received: number, heartbeat: number, grace: number, ice: RTCIceServer[], iceLifetime: number, limits: Limits, server: string }} Welcome
 * @typedef {{ type: "ping", seq?: undefined }} Ping
 * @typedef {{ type: "pong", seq?: undefined, ack?: number }} Pong
 * @typedef {{ type: "ack", seq: number }} Ack
 * @typedef {{ type: "ok", seq?: number, re: number } & Record<string, any>} Ok
 * @typedef {{ type: "refused", seq?: number, re?: number, code: string, message: string }} Refused
 * @typedef {{ type: "handle-lost", seq?: number, handle: string }} HandleLost
 * @typedef {{ type: "person-online" | "person-changed", seq?: number } & Person} PersonThere
 * @typedef {{ type: "person-offline", seq?: number, handle: string }} PersonOffline
 * @typedef {{ type: "peer-joined", seq?: number, room: string } & Member} PeerJoined
 * @typedef {{ type: "peer-changed", seq?: number, room: string, peer: string, about: About, handle?: string }} PeerChanged
 * @typedef {{ type: "peer-left" | "peer-disconnected" | "peer-reconnected", seq?: number, room: string, peer: string, removed?: boolean }} PeerGone
 * @typedef {{ type: "signal", seq?: number, room?: string, from: string, handle?: string, kind: Kind, data: any }} Signal
 * @typedef {{ type: "chat", seq?: number, room: string } & ChatMessage} Chat
 * @typedef {{ type: "ring", seq?: number, call: string, from: string, handle?: string, about?: About, data: any }} Ring
 * @typedef {{ type: "ringing", seq?: number, call: string }} Ringing
 * @typedef {{ type: "accepted", seq?: number, call: string, data: any }} Accepted
 * @typedef {{ type: "call-ended", seq?: number, call: string, reason: EndReason }} CallEnded
 *
 * @typedef {{ type: "knock", seq?: number, room: string } & Member} Knock
 * @typedef {{ type: "knock-ended" | "hand-lowered", seq?: number, room: string, peer: string }} Ended
 * @typedef {{ type: "lobby", seq?: number, room: string, hosts: Member[] }} Lobby
 * @typedef {{ type: "admitted", seq?: number, room: string, peers: Member[], chat: ChatMessage[] } & Order} Admitted
 * @typedef {{ type: "dismissed", seq?: number, room: string, reason: "denied" | "removed" | "banned" | "ended" }} Dismissed
 * @typedef {{ type: "asked", seq?: number, room: string, from: string, wish: Wish }} Asked
 * @typedef {{ type: "rules-changed", seq?: number, room: string, rules: Rules }} RulesChanged
 * @typedef {{ type: "role-changed", seq?: number, room: string, peer: string, role: Role }} RoleChanged
 * @typedef {{ type: "hand-raised", seq?: number, room: string } & Hand} HandRaised
 *
 * @typedef {Knock | Ended | Lobby | Admitted | Dismissed | Asked | RulesChanged | RoleChanged | HandRaised} ChairFrame
 * @typedef {PeerJoined | PeerChanged | PeerGone | Chat | ChairFrame} RoomFrame
 * @typedef {Ring | Ringing | Accepted | CallEnded} CallFrame
 * @typedef {PersonThere | PersonOffline} PeopleFrame
 * @typedef {Welcome | Ping | Pong | Ack | Ok | Refused | HandleLost | Signal | RoomFrame | CallFrame | PeopleFrame} Incoming
 */

export {};
