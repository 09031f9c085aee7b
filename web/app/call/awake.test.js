// SPDX-License-Identifier: Apache-2.0
import { describe, same, test, until } from "../../test/harness.js";
import { keepAwake } from "./awake.js";

/** Keeps what the browser gives. @param {(locks: WakeLockSentinel[]) => Promise<void>} body */
async function watching(body) {
  const { wakeLock } = navigator;
  /** @type {WakeLockSentinel[]} */
  const locks = [];
  const request = wakeLock.request.bind(wakeLock);
  wakeLock.request = async type => {
    const lock = await request(type);
    locks.push(lock);
    return lock;
  };
  try {
    await body(locks);
  } finally {
    delete (/** @type {any} */ (wakeLock).request);
  }
}

describe("the display", () => {
  test("is kept on as long as the call, also after the page was hidden", () => watching(async locks => {
    const end = keepAwake();
    await until(() => locks[0], "a lock");
    same([locks[0]?.type, locks[0]?.released], ["screen", false]);
    await locks[0]?.release(); // as the browser does when the page is hidden
    document.dispatchEvent(new Event("visibilitychange"));
    await until(() => locks[1], "another lock");
    end();
    await until(() => locks[1]?.released, "to be let go");
    document.dispatchEvent(new Event("visibilitychange"));
    same(locks.length, 2, "after the call");
  }));

  test("is let go, too, where the call ends before the browser gave it", () => watching(async locks => {
    keepAwake()();
    await until(() => locks[0]?.released, "to be let go");
  }));
});
