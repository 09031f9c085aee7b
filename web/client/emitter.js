// SPDX-License-Identifier: Apache-2.0

/**
 * Tells listeners what happened. A listener that throws is reported and does not keep the others from hearing.
 * @template {object} Events name of an event → what its listeners get
 */
export class Emitter {
  /** @type {Map<PropertyKey, Map<Function, (detail: any) => void>>} listener → what is called for it */
  #listeners = new Map();

  /**
   * @template {keyof Events} K @param {K} name @param {(detail: Events[K]) => void} listener
   * @returns {() => void} stops listening
   */
  on(name, listener) {
    const all = this.#listeners.get(name) ?? new Map();
    this.#listeners.set(name, all.set(listener, listener));
    for (const detail of this.replay(name)) guarded(listener, detail);
    return () => this.off(name, listener);
  }

  /**
   * Listens to the next one only.
   * @template {keyof Events} K @param {K} name @param {(detail: Events[K]) => void} listener @returns {() => void} stops listening
   */
  once(name, listener) {
    for (const detail of this.replay(name)) {
      guarded(listener, detail);
      return () => {};
    }
    const off = this.on(name, listener);
    this.#listeners.get(name)?.set(listener, (detail) => (off(), listener(detail)));
    return off;
  }

  /** @template {keyof Events} K @param {K} name @param {(detail: Events[K]) => void} listener */
  off(name, listener) {
    this.#listeners.get(name)?.delete(listener);
  }

  /** @template {keyof Events} K @param {K} name @param {Events[K]} detail @returns {boolean} whether anybody listened */
  emit(name, detail) {
    const all = [...(this.#listeners.get(name)?.values() ?? [])];
    for (const listener of all) guarded(listener, detail);
    return all.length > 0;
  }

  /**
   * What a new listener is told at once: nothing, unless overridden.
   * @template {keyof Events} K @param {K} name @returns {Iterable<Events[K]>}
   */
  replay(name) {
    return [];
  }
}

/** @param {(detail: any) => void} listener @param {unknown} detail */
function guarded(listener, detail) {
  try {
    listener(detail);
  } catch (error) {
    (globalThis.reportError ?? console.error)(error);
  }
}
