// SPDX-License-Identifier: Apache-2.0

/** What is to be done every so often is done when the test says so. @param {() => void} begin starts it @returns {(ms: number) => void} does what was to be done every so many ms */
export function byHand(begin) {
  const { setInterval } = globalThis;
  /** @type {{ run: () => void, ms: number }[]} */
  const all = [];
  Object.assign(globalThis, {
    setInterval: (/** @type {() => void} */ run, ms = 0) => {
      all.push({ run, ms });
      return setInterval(() => {}, 1e9);
    },
  });
  try {
    begin();
  } finally {
    Object.assign(globalThis, { setInterval });
  }
  return (ms) => all.filter((one) => one.ms === ms).forEach(({ run }) => run());
}
