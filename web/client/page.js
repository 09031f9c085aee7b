// SPDX-License-Identifier: Apache-2.0
import { Emitter } from "./emitter.js";

/**
 * What the browser says about the page that the client lives in. Outside of a browser it stays silent.
 *
 * - `wake`: something suggests that the line should be looked at: online again, visible again, thawed
 * - `network`: this machine is reached another way than before
 * - `hide`: the page goes away, perhaps for good; `show`: it came back out of the back/forward cache
 *
 * @extends {Emitter<{ wake: void, network: void, hide: void, show: void }>}
 */
export class Page extends Emitter {
  #abort = new AbortController();

  constructor() {
    super();
    const page = /** @type {any} */ (globalThis).document;
    this.#hear(globalThis, "online", () => (this.emit("wake", undefined), this.emit("network", undefined)));
    this.#hear(globalThis, "pagehide", () => this.emit("hide", undefined));
    this.#hear(globalThis, "pageshow", (event) => event.persisted && this.emit("show", undefined));
    this.#hear(page, "visibilitychange", () => page.visibilityState === "visible" && this.emit("wake", undefined));
    this.#hear(page, "resume", () => this.emit("wake", undefined));
    const path = /** @type {any} */ (globalThis).navigator?.connection;
    let type = path?.type;
    this.#hear(path, "change", () => {
      if (path.type === type) return; // the event comes for every new estimate of the bandwidth as well
      type = path.type;
      this.emit("network", undefined);
    });
  }

  close() {
    this.#abort.abort();
  }

  /** @param {any} target @param {string} name @param {(event: any) => void} listener */
  #hear(target, name, listener) {
    target?.addEventListener?.(name, listener, { signal: this.#abort.signal });
  }
}
