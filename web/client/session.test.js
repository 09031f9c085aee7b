// SPDX-License-Identifier: Apache-2.0
import { FakeServer } from "../test/fake.js";
import { assert, describe, random, refuses, same, sleep, test, until } from "../test/harness.js";
import { Session } from "./session.js";

/** @param {FakeServer} server @param {Partial<import("./session.js").SessionOptions>} [more] */
function open(server, more) {
  return new Session({ url: "ws://fake", about: () => ({}), WebSocket: server.WebSocket, pauses: [1], ...more });
}

/** @param {Session} session */
const connected = (session) => until(() => session.state === "connected", "connected");

describe("Session", () => {
  for (const seed of [1, 2, 3]) {
    test(`loses, doubles and shuffles nothing, whatever breaks (seed ${seed})`, async () => {
      const server = new FakeServer();
      const chance = random(seed);
      let cuts = 0;
      const session = open(server);
      await connected(session); // who was never welcomed has nothing to resume
      server.mishap = () => chance() < 0.05 && ++cuts > 0;
      /** @type {number[][]} */
      const [heard, answered] = [[], []];
      session.on("frame", (frame) => frame.type === "signal" && heard.push(frame.data));
      let told = 0;
      let asked = 0;
      while (cuts < 400) {
        await sleep(0);
        for (let i = chance() * 4; i > 1; i--) {
          const n = ++asked;
          session.request({ type: "nothing", n }).then(() => answered.push(n));
          if (chance() < 0.3) session.tell({ type: "nothing", n: ++asked });
        }
        const someone = [...server.people.values()][0];
        if (someone)
          for (let i = chance() * 4; i > 1; i--) server.tell(someone, { type: "signal", from: "x", kind: "message", data: ++told });
      }
      server.mishap = () => false;
      await until(() => heard.length === told && server.log.length === asked, "all arrived");
      await sleep(20);
      same(
        heard,
        Array.from({ length: told }, (_, i) => i + 1),
        "to the client",
      );
      same(
        server.log.map(({ n }) => n),
        Array.from({ length: asked }, (_, i) => i + 1),
        "to the server",
      );
      same(
        answered,
        [...answered].sort((a, b) => a - b),
        "answers",
      );
      const ids = server.log.filter(({ id }) => id !== undefined).length;
      same(answered.length, ids, "answers");
      same(server.people.size, 1, "peers");
      assert(server.dialled > 200, `${server.dialled} lines`);
      session.close();
    }, 60_000);
  }

  test("keeps requests that are made while there is no line", async () => {
    const server = new FakeServer();
    server.down = true;
    const session = open(server);
    const answer = session.request({ type: "nothing" });
    await sleep(50);
    same(session.state, "connecting");
    server.down = false;
    same((await answer).type, "ok");
    session.close();
  });

  test("after a fresh start sends what was never sent, and asks again or gives up what was not answered", async () => {
    const server = new FakeServer();
    const session = open(server);
    await connected(session);
    server.deaf = () => true;
    const lost = session.request({ type: "lost" });
    const again = session.request({ type: "again" }, { again: true });
    await until(() => server.log.length === 2);
    server.down = true;
    server.restart();
    await until(() => session.state === "reconnecting");
    const late = session.request({ type: "late" });
    session.tell({ type: "fleeting" }, { fleeting: true });
    session.once("welcome", () => session.tell({ type: "restored" }));
    const peer = session.identity?.peer;
    server.deaf = () => false;
    server.down = false;
    const error = await refuses(lost, "closed");
    same(error.retryable, true);
    await Promise.all([again, late]);
    same(
      server.log.map(({ type, seq }) => [type, seq]),
      [
        ["lost", 1],
        ["again", 2],
        ["restored", 1],
        ["again", 2],
        ["late", 3],
      ],
    );
    same(session.identity?.peer, peer, "own id");
    session.close();
  });

  test("works without resume", async () => {
    const server = new FakeServer();
    server.features = [];
    const session = open(server);
    await session.request({ type: "one" });
    const lost = session.request({ type: "two" });
    server.wires.forEach((wire) => wire.cut());
    await refuses(lost, "closed");
    await session.request({ type: "three" });
    same(
      server.log.map(({ type, seq }) => [type, seq]),
      [
        ["one", undefined],
        ["three", undefined],
      ],
    );
    session.close();
  });

  test("refuses what is too much or too large", async () => {
    const server = new FakeServer();
    server.down = true;
    const session = open(server);
    const text = "x".repeat(200_000);
    await refuses(session.request({ type: "nothing", text: text + text }), "too-large");
    const fine = [1, 2, 3, 4, 5].map(() => session.request({ type: "nothing", text }));
    same((await refuses(session.request({ type: "nothing", text }), "too-much-waiting")).retryable, true);
    server.down = false;
    await Promise.all(fine);
    await session.request({ type: "nothing" });
    session.close();
  });

  test("acknowledges 32 frames at once and fewer within a second", async () => {
    const server = new FakeServer();
    const session = open(server);
    await connected(session);
    const [someone] = server.people.values();
    for (let i = 0; i < 40; i++) server.tell(someone, { type: "signal", from: "x", kind: "message", data: i });
    await until(() => someone.out.length === 8, "32 acknowledged", 500);
    await until(() => someone.out.length === 0, "all acknowledged", 1500);
    session.close();
  });

  test("drops what it has seen, and dials again where a frame is missing", async () => {
    const server = new FakeServer();
    const session = open(server);
    await connected(session);
    /** @type {number[]} */
    const heard = [];
    session.on("frame", (frame) => frame.type === "signal" && heard.push(frame.data));
    const [someone] = server.people.values();
    /** @param {number} seq */
    const frame = (seq) => JSON.stringify({ seq, type: "signal", from: "x", kind: "message", data: seq });
    for (const seq of [1, 1, 2, 1, 2]) someone.wire?.toClient(frame(seq));
    await until(() => heard.length === 2);
    someone.sent = 4;
    someone.out = [3, 4].map((seq) => ({ seq, text: frame(seq) }));
    someone.wire?.toClient(frame(4)); // 3 is missing, and comes again with the next line
    await until(() => heard.length === 4);
    same(heard, [1, 2, 3, 4]);
    same(server.dialled, 2);
    session.close();
  });

  test("becomes somebody else when frames stay missing", async () => {
    const server = new FakeServer();
    const session = open(server);
    await connected(session);
    const [someone] = server.people.values();
    someone.sent = 2;
    server.secrets.set("x", "y");
    someone.out = [{ seq: 1, text: '{"seq":2,"type":"signal","from":"x","kind":"message","data":2}' }];
    someone.wire?.cut();
    await until(() => session.state === "connected" && session.identity?.peer !== someone.id, "another id");
    session.close();
  });

  test("becomes somebody else when the secret does not fit", async () => {
    const server = new FakeServer();
    const session = open(server);
    await connected(session);
    const before = session.identity?.peer;
    server.secrets.clear();
    server.restart();
    await until(() => session.state === "connected" && session.identity?.peer !== before);
    session.close();
  });

  test("stops coming where the server says so, and rejects what waits", async () => {
    for (const code of [1000, 1002, 1003, 1007, 1009, 4400, 4409, 4426]) {
      const server = new FakeServer();
      server.deaf = () => true;
      const session = open(server);
      await connected(session);
      const waiting = session.request({ type: "nothing" });
      server.wires.forEach((wire) => wire.close(code, "enough"));
      same((await refuses(waiting, "closed")).retryable, false);
      same(session.state, "closed");
      await refuses(session.request({ type: "nothing" }), "closed");
      await sleep(10);
      same(server.dialled, 1, `lines after ${code}`);
    }
  });

  test("comes back where the server lets it", async () => {
    for (const code of [1001, 1006, 1011, 1013, 4408, 4410, 4413, 4429]) {
      const server = new FakeServer();
      const session = open(server);
      await connected(session);
      const before = session.identity?.peer;
      server.wires.forEach((wire) => wire.close(code));
      await until(() => server.dialled === 2, `dials after ${code}`);
      await connected(session);
      same(session.identity?.peer, before);
      session.close();
    }
  });

  test("notices a line that died silently, and asks before it gives up", async () => {
    const server = new FakeServer();
    server.heartbeat = 0.1;
    const session = open(server);
    await connected(session);
    await sleep(500);
    same(server.dialled, 1, "lines while pings are answered");
    server.wires.forEach((wire) => wire.silence());
    const start = performance.now();
    await until(() => server.dialled === 2, "dials again");
    const took = performance.now() - start;
    assert(took < 400, `${took} ms`);
    same((await session.request({ type: "nothing" })).type, "ok");
    session.close();
  });

  test("answers the server's ping with what it received", async () => {
    const server = new FakeServer();
    const session = open(server);
    await connected(session);
    const [someone] = server.people.values();
    server.tell(someone, { type: "signal", from: "x", kind: "message", data: 1 });
    someone.wire?.toClient('{"type":"ping"}');
    await until(() => someone.out.length === 0, "acknowledged", 500);
    session.close();
  });

  test("says goodbye when it pauses and begins anew as somebody else", async () => {
    const server = new FakeServer();
    const session = open(server);
    await connected(session);
    const before = session.identity?.peer;
    session.pause();
    await until(() => server.people.size === 0, "gone at once");
    await sleep(20);
    same(server.dialled, 1);
    session.start();
    await connected(session);
    assert(session.identity?.peer !== before);
    session.close();
    await until(() => server.people.size === 0, "gone at once");
  });

  test("stays below the server's rate limit", async () => {
    const server = new FakeServer();
    server.limits = { ...server.limits, frames: 100, burst: 50 };
    const session = open(server);
    await connected(session);
    const start = performance.now();
    const all = Array.from({ length: 100 }, () => session.request({ type: "nothing" }));
    await sleep(50);
    assert(server.log.length <= 50, `${server.log.length} at once`);
    await Promise.all(all);
    const took = performance.now() - start;
    assert(took > 600 && took < 1500, `${took} ms`);
    session.close();
  });
});
