// SPDX-License-Identifier: Apache-2.0
import { connect } from "../../client/switchboard.js";
import { FakeServer } from "../../test/fake.js";
import { assert, describe, same, test, until } from "../../test/harness.js";
import { tone } from "../../test/pair.js";
import { loadAllWords } from "../i18n.js";
import { LocalMedia } from "../media.js";
import { DEFAULTS } from "../prefs.js";
import { initialState } from "../state.js";
import { Store } from "../store.js";
import { CallSession } from "./session.js";

/** @typedef {import("../../client/switchboard.js").Peer} Peer */

/** Somebody's line to the server. @param {FakeServer} server @param {string} name */
const dial = (server, name) => connect({ url: "ws://fake", about: { name }, WebSocket: server.WebSocket, pauses: [1], storage: null });

/** Ana in a call that goes through the app, and a server for others to come by.
 * @param {Partial<MediaDevices>} browser what it gives of devices
 * @param {(ana: { server: FakeServer, room: import("../../client/switchboard.js").Room, store: import("../state.js").AppStore, media: LocalMedia, session: CallSession, heard: Set<object> }) => Promise<void>} body */
async function inACall(browser, body) {
  await loadAllWords();
  Object.assign(navigator.mediaDevices, browser);
  const server = new FakeServer();
  const store = new Store(initialState({ ...DEFAULTS, camOn: false, sounds: false }, "en"));
  const media = new LocalMedia(store);
  const line = dial(server, "Ana");
  const room = await line.join("r");
  /** What listens to others now. @type {Set<object>} */
  const heard = new Set();
  room.on("peer", peer => count(peer, heard));
  const session = new CallSession({ store, line, media }, room);
  try {
    await body({ server, room, store, media, session, heard });
  } finally {
    session.leave();
    store.set({ call: null });
    await media.close();
    line.close();
    for (const name of Object.keys(browser)) delete (/** @type {any} */ (navigator.mediaDevices)[name]);
  }
}

/** @param {Peer} peer @param {Set<object>} heard */
function count(peer, heard) {
  const on = peer.on.bind(peer);
  peer.on = (name, listener) => {
    const one = { name };
    heard.add(one);
    const off = on(name, listener);
    return () => {
      heard.delete(one);
      off();
    };
  };
}

describe("a call", () => {
  test("listens to nobody who has left", () => inACall({}, async ({ server, store, heard }) => {
    for (const name of ["Bob", "Eva", "Bob"]) {
      const line = dial(server, name);
      const room = await line.join("r");
      await until(() => store.state.call?.people.length === 1, `${name} to come`);
      assert(heard.size > 0, "nothing listens");
      await room.leave();
      await until(() => store.state.call?.people.length === 0, `${name} to go`);
      same([...heard], []);
      line.close();
    }
  }));

  test("goes on with another microphone, without a word between", () => inACall({ getUserMedia: async () => tone().stream }, async ({ server, room, store, media }) => {
    await media.open();
    const before = store.state.local.mic.track;
    const line = dial(server, "Bob");
    const his = await line.join("r");
    const ana = await until(() => [...his.peers.values()][0], "Ana");
    const heard = await until(() => [...ana.streams.values()][0]?.getAudioTracks()[0], "her sound");
    await media.use("mic", "another");
    const now = store.state.local.mic.track;
    assert(now && now !== before && now.readyState === "live" && before?.readyState === "ended", "another track runs");
    const sent = () => [...room.peers.values()].flatMap(peer => [...peer.senders.keys()]);
    await until(() => sent().length === 1 && sent()[0] === now, "the other one to be sent");
    same([[...ana.streams.values()].flatMap(stream => stream.getTracks()).length, heard.readyState], [1, "live"], "for him it is the same track");
    line.close();
  }));

  test("shares a screen with its sound", async () => {
    /** @type {any[]} */
    const wishes = [];
    const screen = new MediaStream([...document.createElement("canvas").captureStream(5).getTracks(), ...tone().stream.getTracks()]);
    const getDisplayMedia = async (/** @type {DisplayMediaStreamOptions | undefined} */ wish) => {
      wishes.push(wish);
      return screen;
    };
    await inACall({ getDisplayMedia }, async ({ server, media }) => {
      const line = dial(server, "Bob");
      const his = await line.join("r");
      await media.share();
      same([wishes[0]?.audio, wishes[0]?.systemAudio, wishes[0]?.selfBrowserSurface], [true, "include", "exclude"]);
      const ana = await until(() => [...his.peers.values()][0], "Ana");
      await until(() => ana.streams.get(screen.id)?.getTracks().length === 2, "both tracks");
      same(ana.streams.get(screen.id)?.getTracks().map(track => track.kind).sort(), ["audio", "video"]);
      media.stopShare();
      await until(() => !ana.streams.has(screen.id), "the end of it");
      same(screen.getTracks().map(track => track.readyState), ["ended", "ended"]);
      line.close();
    });
  });
});
