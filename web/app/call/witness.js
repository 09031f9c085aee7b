// SPDX-License-Identifier: Apache-2.0
/** Watches over the ways to the others: tells them what this end sees, hears what theirs does, and finds out what is wrong. */
import { flow } from "../logic/measure.js";
import { candidateTypes, pathOf } from "../logic/path.js";
import { Steady } from "../logic/steady.js";
import { LOSSY, notable, readState, rounded, verdict, WELL } from "../logic/verdict.js";
import { Weakness } from "../logic/weakness.js";
import { canChooseSpeaker } from "../audio.js";
import { live } from "../media.js";
import { Scope } from "../scope.js";
import { patchCall } from "../state.js";

const LOOK_EVERY = 2_000;
/** What lasts so long, in ms, is told; what is over for so long is not told any more. */
const APPEAR = 8_000;
const VANISH = 5_000;
/** A relay that has not answered for so long, in ms, while there is no way, does not answer: where packets are dropped, browsers ask for much longer,
 * and begin anew with each attempt. */
const ANSWER = 6_000;
/** Least time, in ms, between two messages to the same end. */
const TELL_EVERY = 4_000;
/** A microphone that gave nothing at all for so long, in ms, since it runs, gives no sound. */
const SILENT = 15_000;

/** @typedef {import("../../client/switchboard.js").Peer} Peer */
/** @typedef {import("../../client/switchboard.js").Room} Room */
/** @typedef {import("../../client/switchboard.js").Direct} Direct */
/** @typedef {import("../logic/verdict.js").EndState} EndState */
/** @typedef {import("../logic/verdict.js").Found} Found */
/** @typedef {import("../logic/quality.js").Sample} Sample */
/** What is known of the way to one person.
 * @typedef {object} End
 * @property {EndState} mine
 * @property {EndState | null} theirs
 * @property {{ lossIn: number, lossOut: number, rtt: number, path: EndState["path"] }} flow
 * @property {string} told what we said last, "" for nothing
 * @property {number} toldAt
 * @property {number} lostAt since when there is no way, though there should be; Infinity while there is one
 * @property {Steady<Found>} steady */

const RANK = { path: 0, sound: 1, quality: 2, state: 3 };

export class Witness {
  #store;
  #room;
  #scope = new Scope();
  /** @type {Map<string, End>} by person; no more than there are in the room */ #ends = new Map();
  #weakness = new Weakness();
  /** @type {Set<string>} what somebody does not want to read again */ #dismissed = new Set();
  /** Since when our microphone gives nothing, and which it is. */
  #quiet = { track: "", since: 0, heard: false };

  /** @param {{ store: import("../state.js").AppStore }} parts
   * @param {Room | Direct} room */
  constructor({ store }, room) {
    this.#store = store;
    this.#room = room;
    if ("send" in room) this.#scope.add(room.on("message", ({ from, data }) => this.#heard(from, data)));
    this.#scope.add(room.on("peer-left", peer => this.#ends.delete(peer.id)));
    this.#scope.every(LOOK_EVERY, () => this.#look());
    this.#scope.watch(store, s => s.call?.quality, quality => this.#feel(quality?.me));
  }

  end() {
    this.#scope.end();
  }

  /** Somebody was measured.
   * @param {string} id
   * @param {ReadonlyMap<string, any>} report
   * @param {Sample | undefined} before
   * @param {Sample} now */
  saw(id, report, before, now) {
    const end = this.#end(id);
    const { loss, rtt } = before ? flow(before, now) : { loss: null, rtt: null };
    const path = pathOf(report);
    end.flow = {
      lossIn: smooth(end.flow.lossIn, loss), lossOut: smooth(end.flow.lossOut, now.remoteLoss),
      rtt: rtt ?? end.flow.rtt, path: path ? path.relayed ? "relay" : "direct" : "",
    };
    this.#listen(report);
  }

  /** What there is to say of somebody when asked.
   * @param {import("../state.js").Person} person
   * @returns {Found | null} */
  ask(person) {
    const end = this.#ends.get(person.id);
    const peer = this.#room.peers.get(person.id);
    if (!end || !peer) return null;
    const mine = this.#mine(person.id, peer);
    if (mine.ice !== "ok" && !this.#awaited(peer)) return null;
    const theirs = end.theirs ?? WELL;
    return verdict(mine, person.mic ? end.theirs : { ...theirs, mic: theirs.mic === "none" ? "none" : "muted" }, true);
  }

  /** What is told now was read. */
  dismiss() {
    const now = this.#store.state.call?.verdict;
    if (now) this.#dismissed.add(`${now.id} ${now.key}`);
    this.#show(null);
  }

  /** That the connection is weak was read. */
  dismissWeak() {
    this.#weakness.dismiss();
    patchCall(this.#store, { weak: false });
  }

  /* ---------------------------------------------------------------------------------- */

  /** @param {string} id
   * @returns {End} */
  #end(id) {
    let end = this.#ends.get(id);
    if (!end) {
      end = { mine: WELL, theirs: null, flow: { lossIn: 0, lossOut: 0, rtt: 0, path: "" }, told: "", toldAt: -Infinity, lostAt: Infinity, steady: new Steady(APPEAR, VANISH) };
      this.#ends.set(id, end);
    }
    return end;
  }

  /** @param {string} from
   * @param {any} data */
  #heard(from, data) {
    if (!data?.trouble || !this.#room.peers.has(from)) return;
    this.#end(from).theirs = readState(data.trouble);
  }

  /** @param {number | undefined} grade */
  #feel(grade) {
    const { call } = this.#store.state;
    if (!call) return;
    const weak = this.#weakness.hear(call.people.length ? grade ?? 4 : 4, performance.now());
    if (weak !== call.weak) patchCall(this.#store, { weak });
  }

  #look() {
    const { call, line } = this.#store.state;
    if (!call) return;
    const now = performance.now();
    /** @type {import("../state.js").Told | null} */
    let worst = null;
    for (const person of call.people) {
      const peer = this.#room.peers.get(person.id);
      if (!peer) continue;
      const end = this.#end(person.id);
      end.mine = this.#mine(person.id, peer);
      if (line.state === "connected" && peer.connected) this.#tell(person.id, end, now);
      const blind = end.mine.ice !== "ok" && !this.#awaited(peer);
      const found = blind ? null : verdict(end.mine, end.theirs);
      const shown = end.steady.see(found?.key ?? "", found, now);
      if (!shown) for (const key of this.#dismissed) if (key.startsWith(`${person.id} `)) this.#dismissed.delete(key);
      if (!shown || this.#dismissed.has(`${person.id} ${shown.key}`)) continue;
      if (!worst || RANK[shown.kind] < RANK[worst.kind]) worst = { ...shown, id: person.id, name: person.name };
    }
    this.#show(worst);
  }

  /** @param {import("../state.js").Told | null} told */
  #show(told) {
    const { call } = this.#store.state;
    if (call && JSON.stringify(call.verdict) !== JSON.stringify(told)) patchCall(this.#store, { verdict: told });
  }

  /** Whether there should be a connection: one was begun, as something is sent, and both are there to agree on how.
   * @param {Peer} peer */
  #awaited(peer) {
    return peer.senders.size + peer.streams.size > 0 && this.#store.state.line.state === "connected" && peer.connected;
  }

  /** @param {string} id
   * @param {Peer} peer
   * @returns {EndState} */
  #mine(id, peer) {
    const end = this.#end(id);
    const { flow } = end;
    const now = performance.now();
    const ice = peer.state === "connected" ? "ok" : peer.state === "failed" ? "failed" : "trying";
    end.lostAt = ice === "ok" || !this.#awaited(peer) ? Infinity : Math.min(end.lostAt, now);
    // Asking a peer for its connection makes one: there is one already where we have something to send.
    const connection = ice === "ok" || peer.state === "closed" || peer.senders.size + peer.streams.size === 0 ? null : peer.connection;
    const others = [...this.#ends].filter(([other, end]) => other !== id && end.mine.ice === "ok" && this.#room.peers.get(other)?.state === "connected").map(([, end]) => end.flow);
    return {
      ice, mic: this.#mic, sound: this.#sound,
      types: candidateTypes(connection?.localDescription?.sdp ?? ""), gathered: connection?.iceGatheringState === "complete" || now - end.lostAt > ANSWER,
      turn: (connection?.getConfiguration().iceServers ?? []).some(({ urls }) => [urls].flat().some(url => url.startsWith("turn"))),
      path: ice === "ok" ? flow.path : "", lossIn: ice === "ok" ? Math.round(flow.lossIn) : 0, lossOut: ice === "ok" ? Math.round(flow.lossOut) : 0, rtt: Math.round(flow.rtt),
      up: allOf(others.map(one => one.lossOut)), down: allOf(others.map(one => one.lossIn)),
    };
  }

  /** @returns {EndState["mic"]} */
  get #mic() {
    const { mic } = this.#store.state.local;
    if (!mic.track) return mic.on ? "none" : "muted";
    if (!live(mic)) return "muted";
    const { track, since, heard } = this.#quiet;
    return !heard && track === mic.track.id && performance.now() - since > SILENT ? "silent" : "on";
  }

  /** @returns {EndState["sound"]} */
  get #sound() {
    const { call, local } = this.#store.state;
    if (call?.soundBlocked) return "blocked";
    const told = canChooseSpeaker() && local.devices.some(({ kind, label }) => kind === "audioinput" && label !== "");
    return told && !local.devices.some(({ kind }) => kind === "audiooutput") ? "none" : "on";
  }

  /** Whether our microphone ever gave anything. @param {ReadonlyMap<string, any>} report */
  #listen(report) {
    const { mic } = this.#store.state.local;
    if (!live(mic) || !mic.track) return void (this.#quiet = { track: "", since: 0, heard: false });
    if (this.#quiet.track !== mic.track.id) this.#quiet = { track: mic.track.id, since: performance.now(), heard: false };
    for (const r of report.values()) {
      if (r.type === "media-source" && r.kind === "audio" && r.trackIdentifier === mic.track.id && r.totalAudioEnergy !== 0) this.#quiet.heard = true;
    }
  }

  /** Says to the other end what this one sees, where something is amiss or was.
   * @param {string} id
   * @param {End} end
   * @param {number} now */
  #tell(id, end, now) {
    if (!("send" in this.#room)) return;
    const words = notable(end.mine) ? JSON.stringify(rounded(end.mine)) : "";
    if (words === end.told || now - end.toldAt < TELL_EVERY) return;
    Object.assign(end, { told: words, toldAt: now });
    void this.#room.send({ trouble: words ? rounded(end.mine) : WELL }, id).catch(() => (end.told = "?"));
  }
}

/** Loss comes in bursts. @param {number} before percent @param {number | null} now a share of 1 */
const smooth = (before, now) => (now === null ? before : before * 0.5 + now * 50);

/** @param {number[]} losses on the ways to or from the others
 * @returns {"" | "ok" | "weak"} */
const allOf = losses => (losses.length === 0 ? "" : losses.every(loss => loss >= LOSSY) ? "weak" : "ok");
