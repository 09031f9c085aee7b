// SPDX-License-Identifier: Apache-2.0
import { assert, describe, same, test } from "../test/harness.js";
import { Depot } from "./depot.js";

describe("Depot", () => {
  test("keeps files on disk, and forgets them", async () => {
    const disk = new Depot({ memory: 0 });
    const sink = await disk.open(6);
    await sink.write(new TextEncoder().encode("on "));
    await sink.write(new TextEncoder().encode("disk"));
    const content = await sink.close();
    assert(content);
    same(await content.text(), "on disk");
    await sink.abort();
    assert(await content.text().then(() => false, () => true), "it can still be read");
    const half = await disk.open(6);
    await half.write(new Uint8Array(3));
    await half.abort();
  });

  test("says how much it can take", async () => {
    const memory = new Depot({ memory: 10, disk: false });
    const first = await memory.open(8);
    const error = await memory.open(3).catch((reason) => reason);
    same([error.code, error.message], ["too-large", "3 bytes (expected: up to 2)"]);
    await first.abort();
    await first.abort();
    await memory.open(10);
  });
});
