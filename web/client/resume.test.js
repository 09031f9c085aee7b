// SPDX-License-Identifier: Apache-2.0
import { assert, describe, random, same, test } from "../test/harness.js";
import { Pace } from "./pace.js";
import { Incoming, Outgoing, entry } from "./resume.js";

describe("Outgoing", () => {
  test("writes what the other side lacks, and only that, after any of a thousand breaks", () => {
    const chance = random(1);
    const outgoing = new Outgoing();
    outgoing.numbered = true;
    const got = /** @type {number[]} */ ([]);
    let made = 0;
    let breaks = 0;
    while (breaks < 1000) {
      for (let i = chance() * 5; i > 1; i--) outgoing.add(entry({ type: "x", made: ++made }));
      for (let i = chance() * 6; i > 1 && outgoing.ready; i--) {
        const frame = JSON.parse(outgoing.take());
        if (chance() < 0.9) {
          assert(frame.seq === got.length + 1, `${frame.seq} is not what comes after ${got.length}`);
          got.push(frame.made);
          if (chance() < 0.5) assert(outgoing.acknowledge(frame.seq));
        } else {
          breaks++;
          assert(outgoing.resume(got.length));
        }
      }
    }
    while (outgoing.ready) got.push(JSON.parse(outgoing.take()).made);
    same(
      got,
      Array.from({ length: made }, (_, i) => i + 1),
    );
    assert(outgoing.acknowledge(made));
    same(outgoing.bytes, 0);
  });

  test("gives back what was never written when the numbers start again", () => {
    const outgoing = new Outgoing();
    outgoing.numbered = true;
    const entries = [1, 2, 3].map((n) => entry({ type: "x", n }));
    entries.forEach((each) => outgoing.add(each));
    outgoing.take();
    outgoing.take();
    outgoing.resume(1);
    assert(outgoing.ready);
    same(outgoing.restart(), [entries[2]]);
    same([outgoing.ready, outgoing.bytes], [false, 0]);
    outgoing.add(entries[2]);
    same(outgoing.take(), '{"seq":1,"type":"x","n":3}');
  });

  test("believes no acknowledgement of what it did not write", () => {
    const outgoing = new Outgoing();
    outgoing.numbered = true;
    outgoing.add(entry({ type: "x" }));
    same([outgoing.acknowledge(1), outgoing.resume(1), outgoing.resume(-1), outgoing.acknowledge(NaN)], [false, false, false, false]);
    outgoing.take();
    same([outgoing.acknowledge(1), outgoing.acknowledge(1), outgoing.acknowledge(0), outgoing.resume(0)], [true, true, true, false]);
  });

  test("counts bytes of UTF-8, and keeps nothing where nothing is acknowledged", () => {
    const outgoing = new Outgoing();
    outgoing.add(entry({ type: "👋" }));
    same(outgoing.bytes, 15);
    same(outgoing.take(), '{"type":"👋"}');
    same([outgoing.bytes, outgoing.ready, outgoing.restart()], [0, false, []]);
  });
});

describe("Incoming", () => {
  test("takes each number once and in order", () => {
    const incoming = new Incoming();
    same(
      [1, 2, 2, 1, 4, 3].map((seq) => incoming.receive(seq, 1)),
      ["new", "new", "seen", "seen", "gap", "new"],
    );
    same(incoming.seen, 3);
  });

  test("presses for an acknowledgement after 32 frames or many bytes", () => {
    const incoming = new Incoming();
    for (let seq = 1; seq <= 31; seq++) incoming.receive(seq, 1);
    same([incoming.pressing(1000), incoming.acknowledged], [false, false]);
    incoming.receive(32, 1);
    same([incoming.pressing(1000), incoming.acknowledge(), incoming.pressing(1000), incoming.acknowledged], [true, 32, false, true]);
    incoming.receive(33, 126);
    assert(incoming.pressing(1000));
  });
});

describe("Pace", () => {
  test("lets a burst pass and then so many a second", () => {
    const pace = new Pace();
    same(pace.take(), 0);
    pace.limit(100, 10);
    let sent = 0;
    while (pace.take() === 0) sent++;
    assert(sent >= 7 && sent <= 9, `${sent} at once`);
    assert(pace.take() <= 13, "more than one interval");
  });
});
