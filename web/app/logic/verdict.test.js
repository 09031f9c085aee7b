// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../../test/harness.js";
import { notable, readState, relayPlace, rounded, verdict, WELL } from "./verdict.js";

/** @typedef {import("./verdict.js").EndState} EndState */
/** @typedef {Partial<EndState>} Part */

/** @type {EndState} */
const TRYING = { ...WELL, ice: "trying", types: ["host"], gathered: true };
/** @param {Part} part */
const trying = part => ({ ...TRYING, ...part });
/** @param {Part} part */
const well = part => ({ ...WELL, ...part });

/** @type {[string, EndState, EndState | null, string][]} */
const ROWS = [
  ["nothing was gathered here", trying({ types: [] }), TRYING, "none-mine"],
  ["nothing was gathered here, and they cannot tell", trying({ types: [] }), null, "none-mine"],
  ["nothing was gathered there", TRYING, trying({ types: [] }), "none-theirs"],
  ["our relay does not answer", trying({ turn: true }), trying({ turn: true, types: ["host", "relay"] }), "relay-mine"],
  ["our relay may still answer", trying({ turn: true, gathered: false }), null, "stuck"],
  ["their relay does not answer", trying({ turn: true, types: ["host", "relay"] }), trying({ turn: true, types: ["host", "srflx"] }), "relay-theirs"],
  ["there is no relay", trying({ types: ["host", "srflx"] }), trying({ types: ["host"] }), "norelay"],
  ["there is no relay, as far as we know", TRYING, null, "norelay"],
  ["both have a relay", trying({ turn: true, types: ["host", "relay"] }), trying({ turn: true, types: ["relay"] }), "relay-both"],
  ["we have a relay, and they do not tell", trying({ turn: true, types: ["host", "relay"] }), null, "stuck"],
  ["they are connected, we are not any more", trying({ ice: "failed", turn: true, types: ["relay"] }), well({}), "stuck"],
  ["our microphone gives nothing", well({ mic: "silent" }), well({}), "silent-mine"],
  ["their microphone gives nothing", well({}), well({ mic: "silent" }), "silent-theirs"],
  ["their browser holds sound back", well({}), well({ sound: "blocked" }), "blocked-theirs"],
  ["we have no speaker", well({ sound: "none" }), null, "speaker-mine"],
  ["they have no speaker", well({}), well({ sound: "none" }), "speaker-theirs"],
  ["what we send is lost on the way to everybody", well({ lossOut: 9, up: "weak" }), well({ lossIn: 9, down: "ok" }), "up-mine"],
  ["what they send is lost on the way to everybody", well({ lossIn: 9, down: "ok" }), well({ up: "weak", lossOut: 9 }), "up-theirs"],
  ["what everybody sends is lost on the way here", well({ lossIn: 9, down: "weak" }), well({ up: "ok" }), "down-mine"],
  ["what everybody sends is lost on the way there", well({ lossOut: 9, up: "ok" }), well({ down: "weak" }), "down-theirs"],
  ["only what they send is lost, and they do not tell", well({ lossIn: 9, down: "ok" }), null, "up-theirs"],
  ["only what we send to them is lost", well({ lossOut: 9, up: "ok" }), null, "down-theirs"],
  ["of two, ours is lost", well({ lossOut: 9 }), well({ lossIn: 9 }), "up-mine"],
  ["of two, theirs is lost", well({ lossIn: 9 }), well({ lossOut: 9 }), "lossy"],
  ["it is lost both ways", well({ lossIn: 9, lossOut: 9 }), null, "lossy"],
  ["they are far away", well({ rtt: 800 }), null, "far"],
  ["all is well", well({ lossIn: 4, lossOut: 4, rtt: 400 }), well({}), ""],
  ["nobody has to know that somebody is muted", well({ mic: "muted" }), well({ mic: "muted" }), ""],
];

describe("the verdict", () => {
  for (const [name, mine, theirs, key] of ROWS) {
    test(`where ${name}: ${key || "none"}`, () => same(verdict(mine, theirs)?.key ?? "", key));
  }

  test("tells who asks more than who does not", () => {
    same(verdict(well({}), well({ mic: "muted" }), true)?.key, "muted-theirs");
    same(verdict(well({}), well({ mic: "none" }), true)?.key, "nomic-theirs");
    same(verdict(well({ mic: "muted" }), null, true)?.key, "muted-mine");
    same(verdict(well({ mic: "silent" }), well({ mic: "muted" }), true)?.key, "silent-mine");
    same(verdict(well({}), well({}), true), null);
  });
});

describe("what the other end sees", () => {
  test("is taken as it was sent", () => {
    const state = { ...TRYING, types: ["host", "relay"], lossIn: 7, mic: "muted" };
    same(readState(JSON.parse(JSON.stringify(state))), state);
  });

  test("is dropped where it is no such thing", () => {
    for (const data of [null, undefined, "ok", 7, [], true]) same(readState(data), null);
  });

  test("never brings in words of theirs, nor numbers without end", () => {
    const bad = { ice: "<b>", types: ["relay", "evil", 3, "relay"], gathered: 1, turn: "yes", path: {}, lossIn: 1e9, lossOut: -4, rtt: Infinity, mic: null, sound: [], up: "x", down: 4, more: "x" };
    same(readState(bad), { ...WELL, types: ["relay"], lossIn: 100, rtt: 60_000 });
    same(readState({ types: Array(10_000).fill("x").concat("relay") })?.types, []);
    same(readState({ lossIn: NaN, lossOut: "9", rtt: 12.6 }), { ...WELL, rtt: 13 });
  });

  test("is told where something is amiss, and not for every digit", () => {
    same([WELL, well({ mic: "muted" }), well({ lossIn: 3 }), TRYING, well({ mic: "silent" }), well({ sound: "none" }), well({ lossOut: 6 })].map(notable), [false, false, false, true, true, true, true]);
    same(rounded(well({ lossIn: 9, lossOut: 4, rtt: 260 })), well({ lossIn: 5, rtt: 250 }));
  });
});

test("the relay to let through is named by host and port", () => {
  same(relayPlace([{ urls: "stun:a.example" }, { urls: ["turn:a.example:3478?transport=udp", "turns:b.example"] }]), "a.example:3478");
  same([relayPlace([{ urls: "turns:b.example?transport=tcp" }]), relayPlace([{ urls: "turn:[::1]" }]), relayPlace([])], ["b.example:5349", "[::1]:3478", ""]);
});
