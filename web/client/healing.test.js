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
      healing.agreed(false);
      pass(14_900);
      healing.agreed(false); // once more, of something else
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
      polite.healing.agreed(true);
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

  test("restarts at once when the other side is back, however often it was in vain before", () =>
    inTime((pass) => {
      const [rude, polite] = [patient(false), patient(true)];
      for (const { it, healing } of [rude, polite]) {
        healing.observe("failed");
        pass(20_000);
        const before = it.restarts;
        same(before >= 4, true, `${before} restarts`);
        it.possible = false;
        pass(60_000);
        it.restarts = 0;
        it.possible = true;
        healing.reachable();
        const wait = polite.healing === healing ? 1_000 : 0;
        pass(wait);
        same(it.restarts, 1);
        pass(5_999);
        same(it.restarts, 2, "after two seconds");
        pass(1);
        same(it.restarts, 3, "and four more");
      }
    }));

  test("does not restart for each time that the other side comes back", () =>
    inTime((pass) => {
      const { it, healing } = patient(false);
      healing.observe("failed");
      for (let i = 0; i < 100; i++) {
        healing.reachable();
        pass(100);
      }
      same(it.restarts <= 11, true, `${it.restarts} restarts`);
    }));

  test("does not wait longer once the browser says what the silence said", () =>
    inTime((pass) => {
      for (const state of ["interrupted", "failed"]) {
        const { it, healing } = patient(true);
        healing.observe("connected");
        healing.silent();
        pass(500);
        healing.observe(state);
        pass(500);
        same(it.restarts, 1, state);
      }
      const { it, healing } = patient(true);
      healing.observe("connected");
      it.possible = false;
      healing.silent();
      pass(3_000);
      healing.observe("interrupted");
      it.possible = true;
      healing.reachable();
      pass(1_000);
      same(it.restarts, 1, "as soon as the other side can hear");
    }));

  test("leaves it to the other side that restarted, and to its path the time to come about", () =>
    inTime((pass) => {
      const { it, healing } = patient(true);
      healing.observe("interrupted");
      it.possible = false;
      pass(10_000);
      it.possible = true;
      healing.reachable();
      pass(200);
      healing.agreed(true);
      pass(1_900);
      same(it.restarts, 0);
      healing.agreed(false); // of something else
      pass(100);
      same(it.restarts, 1);
    }));

  test("tolerates no interruption soon after the server began anew", () =>
    inTime((pass) => {
      const { it, healing } = patient(false);
      healing.observe("connected");
      healing.uprooted();
      pass(5_000);
      same(it.restarts, 0, "what still works is left alone");
      healing.observe("interrupted");
      pass(0);
      same(it.restarts, 1);
      healing.observe("connected");
      pass(11_000);
      healing.observe("interrupted");
      pass(2_900);
      same(it.restarts, 1, "later on, it may come back by itself");
    }));

  test("restarts at once when the server began anew and the path is bad, and once only", () =>
    inTime((pass) => {
      const { it, healing } = patient(false);
      healing.observe("interrupted");
      healing.reachable();
      healing.uprooted();
      pass(0);
      same(it.restarts, 1);
      pass(1_900);
      same(it.restarts, 1);
    }));
});
