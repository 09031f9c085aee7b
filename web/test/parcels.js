// SPDX-License-Identifier: Apache-2.0
import { Depot } from "../client/depot.js";
import { Files } from "../client/files.js";
import { Sha256 } from "../client/sha256.js";
import { connect } from "../client/switchboard.js";
import { FakeServer } from "./fake.js";
import { random, until } from "./harness.js";

/** @typedef {import("../client/incoming.js").IncomingFile} IncomingFile */

export const MEGABYTE = 1_048_576;
export const depot = new Depot({ disk: false });

/** Some in a room, who send each other files. @param {...string} names */
export async function people(...names) {
  const server = new FakeServer();
  /** @type {{ board: import("../client/switchboard.js").Switchboard, room: import("../client/room.js").Room, files: Files, got: IncomingFile[], peer: (one: any) => import("../client/peer.js").Peer }[]} */
  const all = [];
  for (const name of names) {
    const board = connect({ url: "ws://fake", about: { name }, WebSocket: server.WebSocket, pauses: [1], storage: null });
    const room = await board.join("r");
    const files = new Files(room);
    /** @type {IncomingFile[]} */
    const got = [];
    files.on("incoming", (file) => got.push(file));
    all.push({ board, room, files, got, peer: (one) => /** @type {any} */ (room.peers.get(one.board.peer)) });
  }
  await until(() => all.every(({ room }) => room.peers.size === names.length - 1));
  return { server, all, close: () => all.forEach(({ board }) => board.close()) };
}

export async function two() {
  const { server, all, close } = await people("Ana", "Bob");
  const [ana, bob] = all;
  /** @param {Blob} blob @param {string} [name] */
  const offer = async (blob, name = "a.bin") => {
    const before = bob.got.length;
    const [sent] = ana.files.send(blob, { name });
    const got = await until(() => bob.got[before], "the offer");
    return { sent, got };
  };
  return { server, ana, bob, offer, close };
}

/** @param {number} size */
export function noise(size, seed = 1) {
  const chance = random(seed);
  const bytes = new Uint32Array(Math.ceil(size / 4)).map(() => chance() * 2 ** 32);
  return new Blob([new Uint8Array(bytes.buffer, 0, size)]);
}

/** @param {Blob} blob */
export const digest = async (blob) => new Sha256().update(new Uint8Array(await blob.arrayBuffer())).digest();

/** Takes its time. @param {() => Promise<unknown>} each before a piece is written */
export function slowly(each) {
  let bytes = 0;
  return {
    get bytes() {
      return bytes;
    },
    async write(/** @type {Uint8Array} */ piece) {
      await each();
      bytes += piece.length;
    },
    close: async () => undefined,
    abort: async () => {},
  };
}

/** A gate that somebody opens. */
export function gate() {
  let open = () => {};
  const opened = new Promise((resolve) => (open = () => resolve(undefined)));
  return { open, opened };
}
