// SPDX-License-Identifier: Apache-2.0
import { assert, describe, same, sleep, test, until } from "../test/harness.js";
import { depot, digest, gate, MEGABYTE, noise, people, slowly, two } from "../test/parcels.js";
import { CHUNK, WINDOW } from "./transfer.js";

describe("Files", () => {
  test("brings a file as it was, and nothing before it is accepted", async () => {
    const { offer, close } = await two();
    for (const size of [0, 1, CHUNK, CHUNK + 1, 3 * MEGABYTE + 17]) {
      const blob = noise(size);
      const { sent, got } = await offer(blob, "../../photo\u202Egpj.exe");
      same([got.name, got.size, got.state, sent.state], ["photogpj.exe", size, "offered", "offered"]);
      await sleep(20);
      same([got.moved, sent.moved], [0, 0]);
      got.accept(await depot.open(size));
      await Promise.all([got.over, sent.over]);
      same([got.state, sent.state, got.moved, sent.moved], ["done", "done", size, size]);
      assert(got.content);
      same(await digest(got.content), await digest(blob));
      await got.discard();
    }
    close();
  });

  test("says whether it is for one alone", async () => {
    const { ana, bob, close } = await two();
    for (const how of [{ private: true }, {}]) ana.files.send(noise(10), how);
    await until(() => bob.got.length === 2);
    same(
      bob.got.map((file) => file.private),
      [true, false],
    );
    close();
  });

  test("goes both ways at once, and many files wait for their turn", async () => {
    const { ana, bob, close } = await two();
    for (const { files } of [ana, bob]) {
      files.on("incoming", async (file) => file.accept(await depot.open(file.size)));
      for (let i = 0; i < 20; i++) files.send(noise(1000 + i, i));
    }
    await until(() => [ana, bob].every(({ got }) => got.length === 20 && got.every(({ state }) => state === "done")));
    same(
      ana.got.map(({ size }) => size),
      Array.from({ length: 20 }, (_, i) => 1000 + i),
    );
    close();
  });

  test("is declined, and cancelled by either side, at any time", async () => {
    const { offer, close } = await two();
    const first = await offer(noise(10));
    first.got.decline();
    await first.sent.over;
    same([first.got.state, first.sent.state, first.sent.endedBy], ["declined", "declined", "them"]);
    for (const who of /** @type {const} */ (["sent", "got"])) {
      for (const accepted of [false, true]) {
        const pair = await offer(noise(8 * MEGABYTE));
        const held = gate();
        if (accepted) {
          pair.got.accept(slowly(() => held.opened));
          await until(() => pair.sent.state === "moving");
        }
        pair[who].cancel();
        await Promise.all([pair.sent.over, pair.got.over]);
        const by = { sent: pair.sent.endedBy, got: pair.got.endedBy };
        same([pair.sent.state, pair.got.state, by], ["cancelled", "cancelled", who === "sent" ? { sent: "us", got: "them" } : { sent: "them", got: "us" }]);
        held.open();
      }
    }
    close();
  });

  test("pauses for either side, and goes on when neither holds it back", async () => {
    const { offer, close } = await two();
    const { sent, got } = await offer(noise(12 * MEGABYTE));
    got.accept(slowly(() => sleep(5)));
    await until(() => got.moved > MEGABYTE);
    sent.pause();
    got.pause();
    await until(() => sent.pausedBy === "us" && got.pausedBy === "us" && sent.state === "paused" && got.state === "paused");
    sent.resume();
    await until(() => sent.pausedBy === "them");
    const standing = await until(async () => {
      const before = got.moved;
      await sleep(100);
      return before === got.moved && before; // what was under way has arrived
    });
    await sleep(200);
    same(got.moved, standing);
    got.resume();
    await sent.over;
    same([sent.state, got.state], ["done", "done"]);
    close();
  });

  test("goes on from the last byte that the receiver has, when the connection is another one", async () => {
    const { ana, bob, offer, close } = await two();
    const blob = noise(24 * MEGABYTE);
    /** @type {number[]} */
    const reads = [];
    const slice = blob.slice.bind(blob);
    blob.slice = (from, to) => (reads.push(from ?? 0), slice(from, to));
    const { sent, got } = await offer(blob);
    /** @type {Set<string>} */
    const states = new Set();
    got.on("changed", () => states.add(got.state));
    const parts = /** @type {Uint8Array<ArrayBuffer>[]} */ ([]);
    got.accept({
      write: async (bytes) => (await sleep(4), void parts.push(bytes.slice())),
      close: async () => new Blob(parts),
      abort: async () => {},
    });
    await until(() => sent.moved > 6 * MEGABYTE);
    ana.peer(bob).connection.close(); // the page loses it, and nobody is told
    await until(() => got.state === "interrupted" || states.has("interrupted"), "interrupted", 20_000);
    const had = got.moved;
    const read = reads.length;
    assert(had < blob.size, "it was too fast");
    await until(() => got.ended && sent.ended, "the end", 30_000);
    same([got.state, sent.state], ["done", "done"]);
    same(await digest(new Blob(parts)), await digest(new Blob([blob])));
    assert(reads[read] >= had, `read again from ${reads[read]} (expected: not before ${had})`);
    close();
  }, 60_000);

  test("goes on when only its channel is lost, and tells of an end that nobody could hear", async () => {
    const { ana, bob, offer, close } = await two();
    const { sent, got } = await offer(noise(32 * MEGABYTE));
    got.accept(slowly(() => sleep(20)));
    for (const channel of [() => sent.channel, () => got.channel]) {
      const before = got.moved;
      await until(() => got.moved > before + MEGABYTE);
      channel()?.close();
    }
    await until(() => sent.state === "moving" && got.state === "moving");
    ana.peer(bob).connection.close();
    sent.channel?.end();
    same(sent.state, "interrupted");
    sent.cancel();
    await until(() => got.state === "cancelled", "heard of it", 30_000);
    same(got.endedBy, "them");
    close();
  }, 60_000);

  test("goes to everybody, each at their own pace, and holds no more than a window for the slowest", async () => {
    const { all, close } = await people("Ana", "Bob", "Eva");
    const [ana, bob, eva] = all;
    const blob = noise(16 * MEGABYTE);
    const sent = ana.files.send(blob);
    same(sent.length, 2);
    const held = gate();
    await until(() => bob.got.length && eva.got.length, "both offers");
    const [[his], [hers]] = [bob.got, eva.got];
    const stuck = slowly(() => held.opened);
    his.accept(await depot.open(blob.size));
    hers.accept(stuck);
    await his.over;
    same([his.state, hers.state, stuck.bytes], ["done", "moving", 0]);
    same(await digest(his.content ?? new Blob()), await digest(blob));
    const toEva = sent.find(({ peer }) => peer.id === eva.board.peer);
    const stats = [...(await ana.peer(eva).stats()).values()].find(({ type }) => type === "data-channel");
    assert(stats.bytesSent <= WINDOW + CHUNK, `${stats.bytesSent} bytes to one who writes nothing`);
    held.open();
    await toEva?.over;
    same([toEva?.state, hers.state, stuck.bytes], ["done", "done", blob.size]);
    close();
  }, 40_000);

  test("fails, and says why, when the other side leaves, cannot write, or the file is gone", async () => {
    const { server, bob, offer, close } = await two();
    const full = await offer(noise(2 * MEGABYTE));
    full.got.accept({ write: () => Promise.reject(new Error("disk full")), close: async () => undefined, abort: async () => {} });
    await Promise.all([full.sent.over, full.got.over]);
    same([full.sent.state, full.sent.failure, full.got.failure], ["failed", "storage", "storage"]);
    const blob = noise(2 * MEGABYTE);
    blob.slice = () => noise(3);
    const gone = await offer(blob);
    gone.got.accept(await depot.open(blob.size));
    await Promise.all([gone.sent.over, gone.got.over]);
    same([gone.sent.failure, gone.got.failure], ["unreadable", "unreadable"]);
    const left = await offer(noise(2 * MEGABYTE));
    await bob.room.leave();
    await Promise.all([left.sent.over, left.got.over]);
    same([left.sent.failure, left.got.failure], ["left", "left"]);
    same(server.rooms.get("r")?.size, 1);
    close();
  });
});
