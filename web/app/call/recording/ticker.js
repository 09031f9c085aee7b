// SPDX-License-Identifier: Apache-2.0
// A worker that ticks: the timers of a page that nobody looks at run once a second at most, those of its workers go on.
/** @type {ReturnType<typeof setInterval> | undefined} */
let timer;
addEventListener("message", ({ data }) => {
  clearInterval(timer);
  timer = setInterval(() => postMessage(0), data);
});
