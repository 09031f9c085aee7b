// SPDX-License-Identifier: Apache-2.0

/** Keeps the display on during the call.
 * @returns {() => void} lets it go */
export function keepAwake() {
  /** @type {WakeLockSentinel | null} */
  let lock = null;
  let done = false;
  const take = async () => {
    if (done || document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
    lock = await navigator.wakeLock.request("screen").catch(() => null);
    if (done) void lock?.release();
  };
  document.addEventListener("visibilitychange", take);
  void take();
  return () => {
    done = true;
    document.removeEventListener("visibilitychange", take);
    void lock?.release();
  };
}
