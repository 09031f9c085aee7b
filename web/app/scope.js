// SPDX-License-Identifier: Apache-2.0
/** Everything a view started and must stop when it goes: listeners, timers, watchers. */
export class Scope {
  /** @type {(() => void)[]} */ #enders = [];
  ended = false;

  /** @param {() => void} ender called once, when the scope ends */
  add(ender) {
    if (this.ended) ender();
    else this.#enders.push(ender);
    return ender;
  }

  /** @param {EventTarget} target
   * @param {string} type
   * @param {(event: any) => void} listener
   * @param {AddEventListenerOptions} [options] */
  listen(target, type, listener, options) {
    target.addEventListener(type, listener, options);
    this.add(() => target.removeEventListener(type, listener, options));
  }

  /** @template {object} S, T
   * @param {import("./store.js").Store<S>} store
   * @param {(state: Readonly<S>) => T} select
   * @param {(now: T) => void} seen */
  watch(store, select, seen) {
    this.add(store.watch(select, seen));
  }

  /** @param {number} ms
   * @param {() => void} run */
  every(ms, run) {
    const timer = setInterval(run, ms);
    this.add(() => clearInterval(timer));
  }

  end() {
    if (this.ended) return;
    this.ended = true;
    for (const ender of this.#enders.splice(0).reverse()) ender();
  }
}
