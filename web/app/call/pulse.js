// SPDX-License-Identifier: Apache-2.0
/** What must be measured again and again during a call: who speaks, how good the connections are. */
import { awake, Meter } from "../audio.js";
import { Floor } from "../logic/floor.js";
import { keepOnly } from "../logic/keep.js";
import { pathOf, samePaths } from "../logic/path.js";
import { grade, sample } from "../logic/quality.js";
import { Silence } from "../logic/silence.js";
import { Speaking } from "../logic/speaking.js";
import { live } from "../media.js";
import { Scope } from "../scope.js";
import { patchCall } from "../state.js";
import { isLinked } from "./about.js";

const LISTEN_EVERY = 100;
const MEASURE_EVERY = 3000;
const HINT_FOR = 6000;
const HINT_PAUSE = 45000;

/** @typedef {import("../../client/switchboard.js").Peer} Peer */

/** @param {import("../state.js").AppStore} store
 * @param {() => ReadonlyMap<string, Peer>} everybody
 * @param {import("../logic/summary.js").CallLog} log
 * @param {import("./witness.js").Witness} witness
 * @returns {Scope} end it with the call */
export function startPulse(store, everybody, log, witness) {
  const scope = new Scope();
  /** @type {Map<string, Speaking>} */
  const voices = new Map();
  /** @type {Map<string, import("../logic/quality.js").Sample>} */
  const samples = new Map();
  const silence = new Silence();
  /** @type {Meter | null} */
  let meter = null;
  let hinted = -Infinity;
  const floor = new Floor();

  scope.watch(store, s => s.local.mic.track, track => {
    meter?.close();
    meter = track ? new Meter(track) : null;
  });
  scope.add(() => meter?.close());

  /** @param {string} id
   * @param {number} level
   * @param {number} now */
  const hear = (id, level, now) => {
    let voice = voices.get(id);
    if (!voice) voices.set(id, (voice = new Speaking()));
    return voice.hear(level, now);
  };

  scope.every(LISTEN_EVERY, () => {
    const { call, local } = store.state;
    if (!call) return;
    const now = performance.now();
    const peers = everybody();
    keepOnly(voices, { has: id => id === "me" || peers.has(id) });
    const speaking = new Set([...peers].filter(([id, peer]) => hear(id, levelOf(peer), now)).map(([id]) => id));
    const level = meter?.level() ?? 0;
    const talking = meter !== null && hear("me", level, now);
    const mute = silence.hear(meter && awake() && live(local.mic) ? level : null, now);
    const speaker = floor.hear(speaking, peers, now);
    if (talking && live(local.mic)) speaking.add("me");

    const mutedTalk = talking && local.mic.track !== null && !local.mic.on;
    if (mutedTalk && now - hinted > HINT_PAUSE) hinted = now;
    const hint = local.mic.track !== null && !local.mic.on && now - hinted < HINT_FOR;

    if (speaker !== call.speaker || hint !== call.hint || mute !== call.mute || !sameSet(speaking, call.speaking)) {
      patchCall(store, { speaking: sameSet(speaking, call.speaking) ? call.speaking : speaking, hint, mute, speaker });
    }
  });

  const measure = async () => {
    /** @type {Record<string, number>} */
    const quality = {};
    /** @type {Record<string, import("../logic/path.js").Path>} */
    const paths = {};
    keepOnly(samples, everybody());
    await Promise.all([...everybody()].map(async ([id, peer]) => {
      if (!isLinked(peer)) return;
      const report = await peer.stats().catch(() => null);
      if (!report || !everybody().has(id)) return; // they left meanwhile
      const now = sample(report.values(), performance.now());
      const person = store.state.call?.people.find(one => one.id === id);
      const expected = peer.state === "connected" && Boolean(person && (person.mic || (!store.state.call?.audioOnly && (person.camera || person.screen))) && person.face);
      quality[id] = peer.state === "failed" || peer.state === "interrupted" ? 0 : grade(samples.get(id) ?? null, now, expected);
      witness.saw(id, report, samples.get(id), now);
      samples.set(id, now);
      const path = pathOf(report);
      if (path) paths[id] = path;
      log.moved(id, now.bytes + now.sent);
    }));
    const { call, line } = store.state;
    if (!call) return;
    // One bad path is more likely theirs than ours: the best of them is the least we have. Nobody there, or all cut off: the server tells.
    const best = Math.max(0, ...Object.values(quality));
    const me = best || (line.state === "connected" ? 4 : 0);
    if (call.people.length > 0) log.add(me);
    patchCall(store, { quality: { ...quality, me }, paths: samePaths(paths, call.paths) ? call.paths : paths });
  };
  scope.every(MEASURE_EVERY, () => void measure());
  return scope;
}

/** How loud somebody is, as the browser hears it when it plays them.
 * @param {Peer} peer */
function levelOf(peer) {
  let level = 0;
  if (!isLinked(peer)) return level;
  for (const receiver of peer.connection.getReceivers()) {
    if (receiver.track.kind !== "audio") continue;
    const [source] = receiver.getSynchronizationSources();
    level = Math.max(level, source?.audioLevel ?? 0);
  }
  return level;
}

/** @param {ReadonlySet<string>} a
 * @param {ReadonlySet<string>} b */
const sameSet = (a, b) => a.size === b.size && [...a].every(x => b.has(x));
