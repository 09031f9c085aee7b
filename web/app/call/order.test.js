// SPDX-License-Identifier: Apache-2.0
import { Emitter } from "../../client/emitter.js";
import { Chair } from "../../client/chair.js";
import { describe, same, test, until } from "../../test/harness.js";
import { listen } from "../../test/listen.js";
import { withRegions } from "../../test/regions.js";
import { loadAllWords } from "../i18n.js";
import { DEFAULTS } from "../prefs.js";
import { initialState, newCall } from "../state.js";
import { Store } from "../store.js";
import { followOrder } from "./order.js";
import { acts } from "./people.js";

/** A room in which we are, with its order. @param {Partial<import("../state.js").Local>} [local] our devices @param {boolean} [sounds] */
async function inARoom(local, sounds = false) {
  await loadAllWords();
  const chair = new Chair("fair", /** @type {any} */ ({ self: () => "us" }));
  const room = /** @type {any} */ (Object.assign(new Emitter(), { chair, peers: new Map() }));
  const state = initialState({ ...DEFAULTS, sounds }, "en");
  const store = new Store({ ...state, local: { ...state.local, ...local }, call: newCall("fair") });
  /** @type {string[]} */
  const done = [];
  const media = { setMic: (/** @type {boolean} */ on) => done.push(`mic ${on}`), setCamera: (/** @type {boolean} */ on) => done.push(`camera ${on}`), stopShare: () => done.push("share false") };
  const comings = /** @type {any} */ ({ add: () => {} });
  const end = followOrder(/** @type {any} */ ({ store, line: { peer: "us" }, media }), room, () => {}, comings);
  const hear = (/** @type {any} */ frame) => chair.receive({ room: "fair", ...frame });
  const toasted = () => {
    const words = store.state.toast?.words;
    store.set({ toast: null });
    return words;
  };
  return { store, done, hear, toasted, end };
}

const live = { track: /** @type {any} */ ({ enabled: true, muted: false, readyState: "live" }), on: true, trouble: /** @type {const} */ ("") };

describe("what a host asks of us", () => {
  test("is done and told, each for what is on", async () => {
    const { done, hear, toasted, end } = await inARoom({ mic: live, camera: live, screen: /** @type {any} */ ({}) });
    /** @type {unknown[]} */
    const told = [];
    for (const wish of ["mute", "stop-video", "stop-share"]) {
      hear({ type: "asked", from: "ana", wish });
      told.push(toasted());
    }
    same([done, told], [["mic false", "camera false", "share false"], ["host.muted", "host.stopvideo", "host.stopshare"]]);
    end();
  });

  test("is no news where it is so already", async () => {
    const { done, hear, toasted, end } = await inARoom();
    for (const wish of ["mute", "stop-video", "stop-share"]) hear({ type: "asked", from: "ana", wish });
    same([done, toasted()], [[], null]);
    end();
  });
});

describe("the order in a room", () => {
  test("is told to those who do not see it", () => withRegions(async ({ polite }) => {
    const { hear, toasted, end } = await inARoom();
    hear({ type: "rules-changed", rules: { lobby: true, locked: true, password: false } });
    hear({ type: "hand-raised", peer: "us", at: 1 });
    hear({ type: "role-changed", peer: "us", role: "host" });
    same(toasted(), "host.you");
    hear({ type: "knock", peer: "jun", about: { name: "Jun" } });
    hear({ type: "hand-lowered", peer: "us" });
    await until(() => polite.textContent, "words");
    same(polite.textContent, "Room locked. Your hand is up. Your hand is down. Jun is waiting to join");
    hear({ type: "role-changed", peer: "us", role: "guest" });
    same(toasted(), "host.nomore");
    end();
  }));
});

describe("a knock", () => {
  const jun = { type: "knock", peer: "jun", about: { name: "Jun" } };

  test("is heard, and once for each who knocks", async () => {
    const { hear, end } = await inARoom({}, true);
    const speaker = listen();
    hear(jun);
    await until(speaker.sounds, "the knock");
    await until(() => !speaker.sounds(), "its end");
    const notes = speaker.count();
    hear(jun); // told again
    same(speaker.count(), notes);
    hear({ ...jun, peer: "lin" });
    same(speaker.count(), 2 * notes);
    speaker.end();
    end();
  });

  test("is silent where sounds are off", async () => {
    const { hear, end } = await inARoom();
    const speaker = listen();
    hear(jun);
    same(speaker.count(), 0);
    speaker.end();
    end();
  });
});

describe("what we may do about somebody", () => {
  /** @param {import("../../client/messages.js").Role} mine @param {import("../../client/messages.js").Role} theirs @param {object} [more] */
  const may = (mine, theirs, more) => {
    const call = newCall("fair");
    const desk = /** @type {any} */ ({ store: { state: { call: { ...call, order: { ...call.order, role: mine } } } } });
    const row = { id: "wei", name: "Wei", mic: false, camera: false, screen: false, hand: 0, lost: "", role: theirs, ...more };
    return acts(desk, row).map(item => (typeof item === "object" && "test" in item ? item.test : "")).join(" ");
  };

  test("is what our role is for, and of what is on", () => {
    same(may("guest", "guest", { mic: true, hand: 1 }), "");
    same(may("host", "guest"), "make-host remove");
    same(may("host", "guest", { mic: true, camera: true, screen: true, hand: 2 }), "ask-mute ask-stop-video ask-stop-share lower-hand make-host remove");
    same([may("host", "host"), may("host", "owner")], ["", ""]);
    same(may("owner", "host"), "unmake-host hand-over remove");
    same(may("owner", "guest"), "make-host hand-over remove");
    same([may("guest", "guest", { id: "me" }), may("host", "host", { id: "me" }), may("owner", "owner", { id: "me" })], ["", "step-down", ""]);
  });
});
