// SPDX-License-Identifier: Apache-2.0
import { FakeServer } from "../test/fake.js";
import { assert, describe, refuses, same, sleep, test, until } from "../test/harness.js";
import { picture } from "../test/pair.js";
import { connect } from "./switchboard.js";

/** @param {FakeServer} server @param {string} name @param {import("./switchboard.js").Options} [more] */
function dial(server, name, more) {
  return connect({ url: "ws://fake", about: { name }, WebSocket: server.WebSocket, pauses: [1], storage: null, ...more });
}

/** Two in a room, who see each other. @param {FakeServer} server */
async function two(server) {
  const [ana, bob] = [dial(server, "Ana"), dial(server, "Bob")];
  const [hers, his] = [await ana.join("r"), await bob.join("r")];
  await until(() => hers.peers.size === 1 && his.peers.size === 1);
  const close = () => (ana.close(), bob.close());
  return { ana, bob, hers, his, toBob: [...hers.peers.values()][0], toAna: [...his.peers.values()][0], close };
}

describe("Room", () => {
  test("tells of those who are there, come, change and leave", async () => {
    const server = new FakeServer();
    const [ana, bob] = [dial(server, "Ana"), dial(server, "Bob")];
    /** @type {string[]} */
    const heard = [];
    const hers = await ana.join("r");
    hers.on("peer", (peer) => heard.push(`peer ${peer.about.name}`));
    hers.on("peer-changed", (peer) => heard.push(`changed ${peer.about.name}`));
    hers.on("peer-left", (peer) => heard.push(`left ${peer.about.name}`));
    const his = await bob.join("r");
    await sleep(20);
    his.on("peer", (peer) => heard.push(`there ${peer.about.name}`)); // late, and told nevertheless
    await bob.describe({ name: "Bobby" });
    await his.leave();
    await until(() => heard.length === 4);
    same(heard, ["peer Bob", "there Ana", "changed Bobby", "left Bobby"]);
    same([hers.peers.size, his.joined, bob.rooms.size, ana.rooms.size], [0, false, 0, 1]);
    ana.close();
    bob.close();
  });

  test("chats in one order, and sends data to one or to all", async () => {
    const { hers, his, ana, bob, close } = await two(new FakeServer());
    /** @type {any[]} */
    const heard = [];
    his.on("chat", ({ n, text }) => heard.push(["chat", n, text]));
    his.on("message", ({ from, data }) => heard.push(["message", from === ana.peer, data]));
    await hers.chat("one");
    await hers.send([1]);
    await hers.send([2], bob.peer);
    await his.chat("two");
    same(heard, [
      ["chat", 1, "one"],
      ["message", true, [1]],
      ["message", true, [2]],
      ["chat", 2, "two"],
    ]);
    same(
      hers.messages.map(({ text }) => text),
      ["one", "two"],
    );
    await refuses(hers.send(1, "nobody"), "not-in-room");
    hers.hint("typing", bob.peer);
    await until(() => heard.length === 5);
    same(heard[4], ["message", true, "typing"]);
    close();
  });

  test("forgets hints that find no line", async () => {
    const server = new FakeServer();
    const { ana, hers, his, close } = await two(server);
    /** @type {unknown[]} */
    const heard = [];
    his.on("message", ({ data }) => heard.push(data));
    server.down = true;
    for (const wire of [...server.wires]) wire.cut();
    await until(() => ana.state === "reconnecting");
    hers.hint("lost");
    const sent = hers.send("kept");
    server.down = false;
    await sent;
    await until(() => heard.length > 0);
    same(heard, ["kept"]);
    close();
  });

  test("sends everybody what is published, late joiners too", async () => {
    const server = new FakeServer();
    const { hers, his, close } = await two(server);
    const { stream, track } = picture();
    hers.publish(stream);
    await until(() => [...his.peers.values()][0].streams.has(stream.id));
    const eva = dial(server, "Eva");
    const theirs = await eva.join("r");
    await until(() => [...theirs.peers.values()].some((peer) => peer.streams.has(stream.id)));
    const other = picture();
    await hers.replaceTrack(track, other.track);
    for (const peer of hers.peers.values()) same(peer.senders.get(other.track)?.track?.id, other.track.id);
    hers.unpublish(stream);
    await until(() => [...theirs.peers.values(), ...his.peers.values()].every((peer) => peer.streams.size === 0));
    eva.close();
    close();
  });

  test("keeps the connections while the server restarts, and joins again", async () => {
    const server = new FakeServer();
    const { hers, ana, bob, toBob, toAna, close } = await two(server);
    const { stream } = picture();
    hers.publish(stream);
    await until(() => toAna.state === "connected" && toBob.state === "connected" && toAna.streams.size === 1);
    const connections = [toBob.connection, toAna.connection];
    /** @type {string[]} */
    const heard = [];
    for (const name of /** @type {const} */ (["peer-left", "left"])) hers.on(name, () => heard.push(name));
    toAna.on("stream-removed", () => heard.push("stream-removed"));
    const resumed = /** @type {boolean[]} */ ([]);
    ana.on("welcome", (welcome) => resumed.push(welcome.resumed));
    server.down = true;
    server.restart();
    await sleep(50);
    same(ana.state, "reconnecting");
    const said = hers.chat("while away");
    server.down = false;
    await said;
    await until(() => bob.state === "connected" && server.rooms.get("r")?.size === 2);
    await sleep(300);
    same([resumed, heard], [[false], []]);
    same(
      [toBob.connection === connections[0], toAna.connection === connections[1], toBob.connected, toAna.connected],
      [true, true, true, true],
    );
    same([toBob.state, toAna.state], ["connected", "connected"]);
    close();
  });

  test("negotiates what was begun while the server was away", async () => {
    for (const who of ["both", "one"]) {
      const server = new FakeServer();
      const { hers, his, toBob, toAna, close } = await two(server);
      server.down = true;
      server.restart();
      await sleep(5);
      const [mine, theirs] = [picture(), picture()];
      hers.publish(mine.stream);
      if (who === "both") his.publish(theirs.stream);
      await sleep(50);
      server.down = false;
      await until(() => toAna.streams.has(mine.stream.id) && (who === "one" || toBob.streams.has(theirs.stream.id)), who);
      await until(() => toAna.state === "connected" && toBob.state === "connected");
      close();
    }
  });

  test("waits for those who are missing after a restart, and no longer than the grace", async () => {
    const server = new FakeServer();
    server.grace = 0.3;
    const { hers, bob, toBob, close } = await two(server);
    server.down = true;
    server.restart();
    bob.close();
    await sleep(20);
    server.down = false;
    await until(() => !toBob.connected);
    same(hers.peers.size, 1);
    const start = performance.now();
    await until(() => hers.peers.size === 0);
    assert(performance.now() - start > 200, "too early");
    close();
  });

  test("keeps one whose line broke for as long as the media arrive", async () => {
    const server = new FakeServer();
    server.grace = 0.2;
    const { hers, his, bob, toBob, toAna, close } = await two(server);
    hers.publish(picture().stream);
    await until(() => toAna.state === "connected" && toBob.state === "connected");
    const { connection } = toBob;
    server.down = true;
    [...server.people.values()].find(({ id }) => id === bob.peer)?.wire?.cut();
    await until(() => !toBob.connected);
    await sleep(250);
    same(hers.peers.size, 1, "members after the server gave him up");
    server.down = false;
    await until(() => toBob.connected && [...his.peers.values()][0].connected);
    same([hers.peers.get(bob.peer) === toBob, toBob.connection === connection, toBob.state], [true, true, "connected"]);
    server.down = true;
    [...server.people.values()].find(({ id }) => id === bob.peer)?.wire?.cut();
    bob.close();
    await until(() => hers.peers.size === 0, "gone in the end");
    close();
  });

  test("takes everybody for somebody else when it is somebody else itself", async () => {
    const server = new FakeServer();
    const { hers, ana, bob, close } = await two(server);
    hers.publish(picture().stream);
    const before = ana.peer;
    server.secrets.delete(before);
    /** @type {number[]} */
    const known = [];
    ana.on("welcome", () => known.push(hers.peers.size)); // what they say from here on comes from another id
    [...server.people.values()].find(({ id }) => id === before)?.wire?.cut();
    await until(() => ana.state === "connected" && ana.peer !== before);
    await until(() => hers.peers.get(bob.peer)?.state === "connected");
    same(known, [0]);
    close();
  });

  test("rejects a join that is refused, and may be tried again", async () => {
    const server = new FakeServer();
    const ana = dial(server, "Ana");
    server.deaf = () => true;
    const join = ana.join("r");
    same((await Promise.race([join, sleep(50)])) === undefined, true);
    const someone = await until(() => [...server.people.values()][0]);
    const { id } = server.log[0];
    server.tell(someone, { type: "refused", re: id, code: "room-full", message: "room: r" });
    await refuses(join, "room-full");
    server.deaf = () => false;
    const [one, other] = await Promise.all([ana.join("r"), ana.join("r")]);
    same([one === other, ana.rooms.size], [true, 1]);
    ana.close();
  });
});
