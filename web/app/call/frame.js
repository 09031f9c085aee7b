// SPDX-License-Identifier: Apache-2.0
/** When to draw what changes often. */

/** A page that nobody looks at has no frames. It is drawn all the same, so many ms later: who comes meanwhile is to be heard. */
const UNSEEN = 250;

/** Draws once, however often it is asked to before the next frame.
 * @param {import("../scope.js").Scope} scope until which
 * @param {() => void} draw
 * @returns {() => void} asks for it */
export function onceAFrame(scope, draw) {
  let frame = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const stop = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    frame = 0;
  };
  const run = () => {
    stop();
    draw();
  };
  scope.add(stop);
  return () => {
    if (frame || scope.ended) return;
    frame = requestAnimationFrame(run);
    timer = setTimeout(run, UNSEEN);
  };
}
