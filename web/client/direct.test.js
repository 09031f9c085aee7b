// SPDX-License-Identifier: Apache-2.0
import { FakeServer } from "../test/fake.js";
import { assert, describe, same, test, until } from "../test/harness.js";
import { picture, tone } from "../test/pair.js";
import { connect } from "./switchboard.js";

/** @typedef {import("./switchboard.js").Switchboard} Switchboard */
/** @typedef {import("./switchboard.js").Call} Call */

/** @param {FakeServer} server @param {string} handle @param {import("./switchboard.js").Options} [more] */
async function dial(server, handle, more) {
  const board = connect({ url: "ws://fake", handle, WebSocket: server.WebSocket, pauses: [1], storage: null, ...more });
  await until(() => board.handle);
  return board;
}

/** The next one who rings. @param {Switchboard} board @returns {Promise<Call>} */
const rung = (board) => new Promise((resolve) => board.once("ring", resolve));

/** What went from one to another without a room. @param {FakeServer} server @param {string} kind */
const said = (server, kind) => server.log.filter((frame) => frame.type === "signal" && frame.kind === kind && !frame.room);

/** Two in a direct call, who see each other. @param {FakeServer} server */
async function two(server) {
  const [ana, bob] = [await dial(server, "ana"), await dial(server, "bob")];
  const [hers, his] = [picture(), picture()];
  const ringing = rung(bob);
  const there = await ana.direct("bob");
  there.publish(hers.stream);
  await there.start();
  const call = await ringing;
  await call.accept();
  const here = await bob.direct(ana.peer);
  here.publish(his.stream);
  await here.start();
  const [toBob, toAna] = [...there.peers.values(), ...here.peers.values()];
  await until(() => toBob.state === "connected" && toAna.state === "connected", "connected");
  const close = () => (ana.close(), bob.close());
  return { ana, bob, there, here, toBob, toAna, call, hers, his, close };
}

/** A page that can do no more than to log in and answer: its wire is the fake server's. @param {FakeServer} server @param {string} name */
function simple(server, name) {
  const connection = new RTCPeerConnection();
  /** @type {any[]} */
  const heard = [];
  const board = connect({ url: "ws://fake", handle: name, WebSocket: server.WebSocket, storage: null });
  const someone = () => server.find(name);
  /** @param {any} frame */
  const tell = (frame) => {
    const [from, to] = [someone(), server.find(other)];
    if (from && to) server.tell(to, { type: "signal", from: from.id, handle: name, ...frame });
  };
  let other = "";
  connection.onicecandidate = ({ candidate }) => candidate && tell({ kind: "candidate", data: candidate.toJSON() });
  const real = server.tell.bind(server);
  server.tell = async (to, /** @type {any} */ frame) => {
    if (to !== someone() || frame.type !== "signal") return real(to, frame);
    const { kind, data, from } = JSON.parse(JSON.stringify(frame));
    heard.push({ kind, data });
    other = from;
    if (kind === "candidate") connection.addIceCandidate(new RTCIceCandidate(data));
    if (kind === "answer") connection.setRemoteDescription(data);
    if (kind === "hangup") connection.close();
    if (kind !== "offer") return;
    await connection.setRemoteDescription(new RTCSessionDescription(data));
    await connection.setLocalDescription(await connection.createAnswer());
    tell({ kind: "answer", data: connection.localDescription });
  };
  return {
    connection,
    heard,
    tell,
    /** @param {string} to */
    async call(to) {
      other = to;
      await connection.setLocalDescription(await connection.createOffer());
      tell({ kind: "offer", data: connection.localDescription });
    },
    ready: () => until(() => board.handle),
    close: () => (board.close(), connection.close()),
  };
}

describe("Direct", () => {
  test("rings, connects, sends both ways and ends for both", async () => {
    const server = new FakeServer();
    const { ana, bob, there, here, toBob, toAna, call, hers, his, close } = await two(server);
    same([call.direct, call.incoming, call.from, call.handle, call.state, call.data], [true, true, ana.peer, "ana", "accepted", { video: true }]);
    await until(() => toBob.streams.has(his.stream.id) && toAna.streams.has(hers.stream.id), "streams keep their ids");
    same([there.name, here.name, there.peers.size, (await ana.direct("bob")) === there, (await bob.direct("ana")) === here], ["bob", "ana", 1, true, true]);
    /** @type {string[]} */
    const ends = [];
    for (const direct of [there, here]) direct.on("left", () => ends.push(direct.reason ?? ""));
    await here.leave();
    await until(() => ends.length === 2);
    same([ends, there.joined, there.peers.size, toBob.state], [["left", "hangup"], false, 0, "closed"]);
    same([said(server, "offer").length, said(server, "answer").length, said(server, "hangup").length], [1, 1, 1]);
    assert((await ana.direct("bob")) !== there, "the next call is another one");
    close();
  });

  test("negotiates nothing when tracks come, change and go", async () => {
    const server = new FakeServer();
    const { there, toBob, toAna, hers, close } = await two(server);
    const [sound, other] = [tone(), picture()];
    there.addTrack(sound.track, hers.stream);
    await there.replaceTrack(hers.track, other.track);
    same([toBob.senders.size, toBob.senders.get(other.track)?.track === other.track, toBob.senders.has(hers.track)], [2, true, false]);
    there.removeTrack(other.track);
    there.publish(hers.stream);
    await until(() => toBob.connection.getSenders().every(({ track }) => track === sound.track || track === hers.track));
    const arrives = async () => [...(await toAna.stats()).values()].some(({ kind, packetsReceived }) => kind === "audio" && packetsReceived > 0);
    await until(arrives, "the sound that came later arrives");
    same([said(server, "offer").length, toBob.connection.getTransceivers().length], [1, 2]);
    close();
  });

  test("calls a page that can only answer", async () => {
    const server = new FakeServer();
    const page = simple(server, "ann");
    const bob = await dial(server, "bob");
    await page.ready();
    const theirs = picture();
    page.connection.addTrack(theirs.track, theirs.stream);
    /** @type {MediaStream | undefined} */
    let seen;
    page.connection.ontrack = ({ streams }) => (seen = streams[0]);
    const direct = await bob.direct("ann");
    await direct.start(); // without a camera: the places are there nevertheless
    const [ann] = direct.peers.values();
    await until(() => ann.state === "connected" && ann.streams.has(theirs.stream.id));
    const mine = picture();
    direct.publish(mine.stream);
    const moves = async () => [...(await page.connection.getStats()).values()].some(({ framesDecoded }) => framesDecoded > 3);
    await until(moves, "the picture that came later is seen");
    same(seen?.getTracks().length, 2, "both places are in one stream");
    assert(page.heard.every(({ kind, data }) => kind !== "candidate" || data.candidate), "no empty candidates");
    await direct.leave();
    await until(() => page.connection.connectionState === "closed");
    page.close();
    bob.close();
  });

  test("answers a page that calls, and again when it offers again", async () => {
    const server = new FakeServer();
    const page = simple(server, "ann");
    const bob = await dial(server, "bob");
    await page.ready();
    const theirs = picture();
    page.connection.addTrack(theirs.track, theirs.stream);
    const ringing = rung(bob);
    await page.call("bob");
    const call = await ringing;
    await until(() => said(server, "candidate").length === 0 && page.connection.iceGatheringState === "complete");
    same([call.handle, call.data], ["ann", { video: true }]);
    await call.accept();
    const direct = await bob.direct("ann");
    const mine = picture();
    direct.publish(mine.stream);
    await direct.start();
    const [ann] = direct.peers.values();
    await until(() => ann.state === "connected", "candidates that came while it rang are used");
    await until(() => page.connection.getReceivers().some(({ track }) => track.kind === "video" && !track.muted));
    const more = tone();
    page.connection.addTrack(more.track, theirs.stream);
    await page.call("bob");
    await until(() => ann.streams.get(theirs.stream.id)?.getAudioTracks().length === 1);
    await until(() => page.connection.signalingState === "stable", "answered");
    page.tell({ kind: "hangup", data: null });
    await until(() => direct.reason === "hangup");
    page.close();
    bob.close();
  });

  test("can be declined, given up, missed, and rings nobody who has no ears", async () => {
    const server = new FakeServer();
    const [ana, bob] = [await dial(server, "ana"), await dial(server, "bob", { ring: 300 })];
    const deaf = await ana.direct("bob");
    await deaf.start();
    await until(() => deaf.reason === "declined");

    /** @type {Call[]} */
    const calls = [];
    bob.on("ring", (call) => calls.push(call));
    /** @param {number} n */
    const ringing = async (n) => {
      const direct = await ana.direct("bob");
      await direct.start();
      await until(() => calls.length === n);
      return direct;
    };
    const declined = await ringing(1);
    await calls[0].decline();
    await until(() => declined.reason === "declined");

    const cancelled = await ringing(2);
    await cancelled.leave();
    await until(() => calls[1].state === "ended");
    /** @type {string[]} */
    const reasons = [];
    calls[1].on("ended", ({ reason }) => reasons.push(reason));

    const missed = await ringing(3);
    await until(() => missed.reason === "declined");
    calls[2].on("ended", ({ reason }) => reasons.push(reason));
    same(reasons, ["cancelled", "no-answer"]);

    const nobody = await ana.direct("nobody");
    await nobody.start();
    await until(() => nobody.reason === "gone");
    ana.close();
    bob.close();
  });

  test("means one call when two call each other", async () => {
    for (const late of [false, true]) {
      const server = new FakeServer();
      const [ana, bob] = [await dial(server, "ana"), await dial(server, "bob")];
      for (const board of [ana, bob]) board.on("ring", () => {});
      const [hers, his] = [await ana.direct("bob"), await bob.direct("ana")];
      await hers.start();
      if (late) await until(() => said(server, "offer").length === 1);
      await his.start();
      const peers = [...hers.peers.values(), ...his.peers.values()];
      await until(() => peers.every(({ state }) => state === "connected"), `connected (late: ${late})`);
      ana.close();
      bob.close();
    }
  });

  test("ends when a page goes, and what rings ends when the server forgets", async () => {
    const server = new FakeServer();
    const { there, here, ana, bob, close } = await two(server);
    const eva = await dial(server, "eva");
    const ringing = rung(bob);
    await (await eva.direct("bob")).start();
    const call = await ringing;
    server.restart();
    await until(() => call.state === "ended" && ana.handle && bob.handle);
    same([there.joined, here.joined], [true, true], "media go on");
    eva.close();
    dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
    same([there.reason, here.reason], ["left", "left"]);
    await until(() => said(server, "hangup").length >= 2);
    close();
  });
});
