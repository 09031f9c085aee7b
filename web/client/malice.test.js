// SPDX-License-Identifier: Apache-2.0
import { describe, same, test, until } from "../test/harness.js";
import { depot, digest, slowly, two } from "../test/parcels.js";
import { CHUNK, LABEL } from "./transfer.js";

describe("Files, of somebody who means no good,", () => {
  /** @param {object} offer */
  async function liar(offer) {
    const { ana, bob, close } = await two();
    const channel = ana.peer(bob).openChannel(LABEL);
    await until(() => channel.open);
    /** @type {any[]} */
    const heard = [];
    channel.on("message", (data) => heard.push(JSON.parse(/** @type {string} */ (data))));
    const say = (/** @type {object} */ frame) => channel.send(JSON.stringify(frame));
    say({ type: "offer", id: "12345678", name: "x", size: 10, mime: "", ...offer });
    const got = await until(() => bob.got[0], "the offer");
    return { ana, bob, channel, say, heard, got, close };
  }

  test("are found out when what arrives is not what was sent", async () => {
    const { channel, say, heard, got, close } = await liar({ size: 5 });
    got.accept(await depot.open(5));
    await until(() => heard[0]?.type === "accept");
    channel.send(new TextEncoder().encode("hello"));
    say({ type: "end", sha256: await digest(new Blob(["hallo"])) });
    await got.over;
    same([got.state, got.failure, got.content], ["failed", "corrupt", undefined]);
    await until(() => heard.at(-1).type === "failed");
    same(heard.at(-1), { type: "failed", reason: "corrupt" });
    close();
  });

  for (const [what, bytes] of /** @type {const} */ ([
    ["more than was offered", [6, 5]],
    ["pieces that are too large", [CHUNK + 1]],
    ["nothing at all, over and over", [0]],
    ["more than the window", Array(200).fill(CHUNK)],
  ])) {
    test(`may not send ${what}`, async () => {
      const { channel, got, heard, close } = await liar({ size: bytes.length > 2 ? 1e12 : bytes[0] > CHUNK ? 1e6 : 10 });
      got.accept(slowly(() => new Promise(() => {})));
      await until(() => heard[0]?.type === "accept");
      for (const length of bytes) channel.send(new Uint8Array(length));
      await until(() => got.failure === "misbehaved");
      close();
    });
  }

  test("may not send before they are asked, nor nonsense", async () => {
    const early = await liar({});
    early.channel.send(new Uint8Array(1));
    await until(() => early.got.failure === "misbehaved");
    early.close();
    for (const nonsense of ["{", "null", '{"type":1}', '{"type":"dance"}', `{"type":"${"x".repeat(20_000)}"}`]) {
      const { channel, got, close } = await liar({});
      channel.send(nonsense);
      await until(() => got.failure === "misbehaved", nonsense);
      close();
    }
  });

  test("may not make offers without end, or that are none", async () => {
    const { ana, bob, close } = await two();
    /** @param {unknown} first */
    const say = async (first) => {
      const channel = ana.peer(bob).openChannel(LABEL);
      await until(() => channel.open);
      channel.send(JSON.stringify(first));
      return channel;
    };
    for (const none of [1, null, {}, { type: "offer" }, { type: "offer", id: "1234567!", name: "", size: 1 }, { type: "offer", id: "12345678", name: "", size: -1 }]) {
      const channel = await say(none);
      await until(() => channel.closed, JSON.stringify(none));
    }
    same(bob.got.length, 0);
    /** @type {string[]} */
    const refused = [];
    for (let i = 0; i < 20; i++) {
      const channel = await say({ type: "offer", id: `offer-${100 + i}`, name: `${i}`, size: 1 });
      channel.on("message", (data) => refused.push(String(data)));
    }
    await until(() => refused.length === 4, "four refused");
    same([bob.got.length, new Set(refused)], [16, new Set(['{"type":"failed","reason":"too-many"}'])]);
    close();
  });
});
