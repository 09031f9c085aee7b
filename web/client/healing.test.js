// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../test/harness.js";
import { Healing } from "./healing.js";

/** Runs a test on a clock of its own. @param {(pass: (ms: number) => void) => void} body */
function inTime(body) {
  const real = [globalThis.setTimeout, globalThis.clearTimeout, Date.now];
  let now = 1e9;
  let id = 0;
  /** @type {Map<number, { at: number, task: () => void }>} */
  const timers = new Map();
  Object.assign(globalThis, {
    setTimeout: (/** @type {() => void} */ task, ms = 0) => (timers.set(++id, { at: now + ms, task }), id),
    clearTimeout: (/** @type {number} */ id) => timers.delete(id),
  });
  Date.now = () => now;
  try {
    body((ms) => {
      const end = now + ms;
      for (;;) {
        const [next] = [...timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at);
        if (!next) break;
        timers.delete(next[0]);
        now = Math.max(now, next[1].at);
        next[1].task();
      }
      now = end;
    });
  } finally {
    Object.assign(globalThis, { setTimeout: real[0], clearTimeout: real[1] });
    Date.now = /** @type {() => number} */ (real[2]);
  }
}

/** @param {boolean} polite */
function patient(polite) {
  const it = { restarts: 0, possible: true };
  const healing = new Healing({ restart: () => it.restarts++, possible: () => it.possible, polite });
  return { it, healing };
}

describe("Healing", () => {
  test("restarts at once when the path failed; the polite side a second later", () =>
    inTime((pass) => {
      const [rude, polite] = [patient(false), patient(true)];
      for (const { healing } of [rude, polite]) healing.observe("failed");
      pass(0);
      same([rude.it.restarts, polite.it.restarts], [1, 0]);
      polite.healing.observe("connecting"); // the other side began
      pass(15_000);
      same(polite.it.restarts, 0);
      const alone = patient(true);
      alone.healing.observe("failed");
      pass(1_000);
      same(alone.it.restarts, 1);
    }));

  test("gives an interrupted path three seconds", () =>
    inTime((pass) => {
      const { it, healing } = patient(false);
      healing.observe("interrupted");
      pass(2_900);
      healing.observe("connected");
      pass(10_000);
      same(it.restarts, 0);
      healing.observe("interrupted");
      pass(3_000);
      same(it.restarts, 1);
    }));

  test("does not wait for ever for a first path", () =>
    inTime((pass) => {
      const { it, healing } = patient(false);
      healing.agreed();
      pass(14_900);
      healing.agreed(); // once more, of something else
      same(it.restarts, 0);
      pass(100);
      same(it.restarts, 1);
    }));

  test("tries again with growing gaps for as long as the path is bad", () =>
    inTime((pass) => {
      const { it, healing } = patient(false);
      healing.observe("failed");
      /** @type {number[]} */
      const counts = [];
      for (let minute = 0; minute < 3; minute++) {
        pass(60_000);
        counts.push(it.restarts);
      }
      same(counts[0] >= 4 && counts[0] <= 7, true, `in the first minute: ${counts[0]}`);
      same(counts[2] - counts[1], 2, "in the third minute");
      healing.observe("connected");
      pass(60_000);
      same(it.restarts, counts[2]);
      healing.observe("failed");
      pass(0);
      same(it.restarts, counts[2] + 1, "at once, after a good time");
    }));

  test("is not carried away by a network that keeps changing", () =>
    inTime((pass) => {
      const { it, healing } = patient(false);
      healing.changed();
      pass(10_000);
      same(it.restarts, 0, "before there is a path");
      healing.observe("connected");
      for (let i = 0; i < 600; i++) {
        healing.changed();
        pass(100);
      }
      pass(60_000);
      same(it.restarts >= 1 && it.restarts <= 8, true, `${it.restarts} restarts`);
    }));

  test("restarts once when silence falls, unless the other side begins", () =>
    inTime((pass) => {
      const [rude, polite, late] = [patient(false), patient(true), patient(true)];
      for (const { healing } of [rude, polite, late]) healing.observe("connected");
      pass(20_000);
      for (const { healing } of [rude, polite, late]) healing.silent();
      pass(0);
      polite.healing.agreed();
      pass(60_000);
      same([rude.it.restarts, polite.it.restarts, late.it.restarts], [1, 0, 1]);
    }));

  test("restarts after silence as soon as the other side can hear", () =>
    inTime((pass) => {
      const { it, healing } = patient(false);
      healing.observe("connected");
      it.possible = false;
      healing.silent();
      pass(4_000);
      same(it.restarts, 0);
      it.possible = true;
      healing.reachable();
      pass(0);
      same(it.restarts, 1);
      healing.reachable();
      pass(60_000);
      same(it.restarts, 1, "the silence was answered");
    }));

  test("waits until the other side can hear", () =>
    inTime((pass) => {
      const { it, healing } = patient(false);
      it.possible = false;
      healing.observe("failed");
      pass(60_000);
      same(it.restarts, 0);
      it.possible = true;
      healing.reachable();
      pass(0);
      same(it.restarts, 1);
    }));
});
