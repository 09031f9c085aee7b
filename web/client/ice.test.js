// SPDX-License-Identifier: Apache-2.0
import { FakeServer } from "../test/fake.js";
import { describe, same, sleep, test, until } from "../test/harness.js";
import { IceServers } from "./ice.js";
import { connect } from "./switchboard.js";

/** @param {string} name */
const turn = (name) => [{ urls: [`turn:${name}.example`], username: name, credential: "x" }];

/** @param {FakeServer} server @param {import("./switchboard.js").Options} [more] */
const dial = (server, more) => connect({ url: "ws://fake", WebSocket: server.WebSocket, pauses: [1], storage: null, ...more });

/** @param {FakeServer} server */
const asked = (server) => server.log.filter(({ type }) => type === "ice").length;

describe("ICE servers", () => {
  test("come with the welcome, and never expire where the server says nothing else", async () => {
    const server = new FakeServer();
    server.ice = turn("a");
    const board = dial(server);
    same(board.iceServers, []);
    await board.ready;
    same(board.iceServers, turn("a"));
    await sleep(20);
    same(asked(server), 0);
    board.close();
  });

  test("are asked for anew before they expire, again and again", async () => {
    const server = new FakeServer();
    server.ice = turn("a");
    server.iceLifetime = 0.04;
    const board = dial(server);
    await board.ready;
    server.ice = turn("b");
    await until(() => asked(server) >= 3);
    same(board.iceServers, turn("b"));
    board.close();
  });

  test("are those of the page where it has some", async () => {
    const server = new FakeServer();
    server.ice = turn("a");
    server.iceLifetime = 0.01;
    const board = dial(server, { iceServers: turn("mine") });
    await board.ready;
    await sleep(30);
    same([board.iceServers, asked(server)], [turn("mine"), 0]);
    board.close();
  });

  test("are fresh in every connection, and in one that looks for another path", async () => {
    const server = new FakeServer();
    server.ice = turn("a");
    server.iceLifetime = 0.04;
    const board = dial(server);
    const other = dial(server);
    const [room] = await Promise.all([board.join("r"), other.join("r")]);
    const peer = await until(() => [...room.peers.values()][0]);
    server.ice = turn("b");
    await until(() => board.iceServers[0].username === "b");
    same(peer.connection.getConfiguration().iceServers?.[0].username, "b");
    board.close();
    other.close();
  });

  test("are waited for before a restart where they are stale, but not for long", async () => {
    let answer = turn("a");
    let asked = 0;
    let up = true;
    const ask = async () => (asked++, { ice: answer, iceLifetime: 1000 });
    const servers = new IceServers({ ask, up: () => up });
    same([servers.refreshed(), servers.list], [undefined, []], "nothing to renew");
    servers.take({ ice: answer, iceLifetime: -1 });
    same(servers.refreshed(), undefined, "those that never expire");
    const real = Date.now;
    try {
      servers.take({ ice: answer, iceLifetime: 1000 });
      Date.now = () => real() + 749_000;
      same(servers.refreshed(), undefined, "fresh enough");
      Date.now = () => real() + 751_000; // the machine slept, so no timer ran
      up = false;
      same(servers.refreshed(), undefined, "nobody to ask");
      up = true;
      answer = turn("b");
      await Promise.all([servers.refreshed(), servers.refreshed()]);
      same([servers.list, asked], [turn("b"), 1]);
      same(servers.refreshed(), undefined, "fresh again");
    } finally {
      Date.now = real;
      servers.close();
    }
  });

  test("stay as they are where nobody answers", async () => {
    const servers = new IceServers({ ask: () => new Promise(() => {}), up: () => true });
    servers.take({ ice: turn("a"), iceLifetime: 0.001 });
    await sleep(5);
    await servers.refreshed();
    same(servers.list, turn("a"));
    const refused = new IceServers({ ask: () => Promise.reject(new Error("unknown-type")), up: () => true });
    refused.take({ ice: turn("a"), iceLifetime: 0.001 });
    await sleep(5);
    await refused.refreshed();
    same(refused.list, turn("a"));
  });
});
