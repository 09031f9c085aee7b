// SPDX-License-Identifier: Apache-2.0
import { FakeServer } from "../test/fake.js";
import { describe, same, sleep, test, until } from "../test/harness.js";
import { Socket } from "./socket.js";

/** @param {FakeServer} server @param {number[]} [pauses] */
function socket(server, pauses) {
  return new Socket({ url: "ws://fake", WebSocket: server.WebSocket, pauses });
}

describe("Socket", () => {
  test("pauses at random, up to 1, 2, 4, 8 and then 10 seconds", async () => {
    const server = new FakeServer();
    server.down = true;
    const random = Math.random;
    const line = socket(server);
    /** @type {number[]} */
    const pauses = [];
    line.on("closed", ({ retryIn }) => pauses.push(retryIn));
    Math.random = () => 0.999;
    try {
      for (let i = 1; i <= 6; i++) {
        line.dial(); // does not wait for the pause
        await until(() => pauses.length === i);
      }
    } finally {
      Math.random = random;
      line.close();
    }
    same(pauses, [999, 1998, 3996, 7992, 9990, 9990]);
  });

  test("pauses less after a good line broke for as long as somebody waits for it, but not for ever", async () => {
    const server = new FakeServer();
    const [random, now] = [Math.random, Date.now];
    let urgent = true;
    let skew = 0;
    const line = new Socket({ url: "ws://fake", WebSocket: server.WebSocket, urgent: () => urgent });
    /** @type {number[]} */
    const pauses = [];
    line.on("closed", ({ retryIn }) => pauses.push(retryIn));
    const dial = async () => {
      const before = pauses.length;
      line.dial(); // does not wait for the pause
      await until(() => pauses.length > before);
    };
    Math.random = () => 0.999;
    Date.now = () => now() + skew;
    try {
      line.dial();
      await until(() => line.open);
      line.settle(20_000);
      server.down = true;
      server.wires.forEach((wire) => wire.cut());
      await until(() => pauses.length === 1);
      for (let i = 0; i < 3; i++) await dial();
      same(pauses.splice(0), [999, 1498.5, 1498.5, 1498.5]);
      urgent = false;
      await dial();
      urgent = true;
      skew += 30_000;
      await dial();
      same(pauses, [9990, 9990]);
    } finally {
      [Math.random, Date.now] = [random, now];
      line.close();
    }
  });

  test("dials at once when woken, but not where the server asked for patience", async () => {
    const server = new FakeServer();
    const line = socket(server, [60_000]);
    line.dial();
    await until(() => line.open);
    server.wires.forEach((wire) => wire.cut());
    await until(() => !line.open);
    await sleep(5);
    line.wake();
    await until(() => line.open, "open again", 500);
    server.wires.forEach((wire) => wire.cut(1013));
    await sleep(5);
    line.wake();
    await sleep(20);
    same([line.open, server.dialled], [false, 2]);
    line.close();
    line.wake();
    await sleep(20);
    same(server.dialled, 2);
  });

  test("drops a line on which something else than frames comes", async () => {
    const server = new FakeServer();
    const line = socket(server, [1]);
    line.dial();
    for (const [i, text] of ["nonsense", "[]", "null", '{"typ":"x"}'].entries()) {
      await until(() => line.open);
      server.wires.forEach((wire) => wire.toClient(text));
      await until(() => server.dialled === i + 2, `dials after ${text}`);
    }
    line.close();
  });

  test("asks a line for a sign of life when the page wakes", async () => {
    const server = new FakeServer();
    const line = socket(server, [1]);
    line.dial();
    await until(() => line.open);
    line.send('{"type":"hello"}');
    line.settle(300);
    server.wires.forEach((wire) => wire.silence());
    /** @type {(string | number)[][]} */
    const closings = [];
    line.on("closed", ({ code, reason }) => closings.push([code, reason]));
    line.wake();
    await until(() => server.dialled === 2);
    same(closings, [[4410, "nothing came for 300 ms"]], "not after the four seconds of a slower heart");
    line.close();
  });
});
