// SPDX-License-Identifier: Apache-2.0

const KEY = "switchboard.owner.";

/** @typedef {{ peer: string, secret: string }} Owner */

/**
 * The name by which we can be rung: claims it, and again when the server knows nothing of us, and keeps what proves that it is ours where
 * the next page load finds it. Storage may be forbidden, full or absent; then there is no proof, and everything else works.
 */
export class Handle {
  #request;
  #self;
  #storage;
  /** @type {string | undefined} what to claim when the server knows nothing of us */
  #wanted;
  /** @type {string | undefined} what the server says that we have */
  value;

  /**
   * @param {{ wanted?: string, storage?: Pick<Storage, "getItem" | "setItem" | "removeItem"> | null,
   *   self: () => Owner | undefined, request: import("./room.js").Line["request"] }} options
   */
  constructor({ wanted, storage = attempt(() => globalThis.localStorage), self, request }) {
    this.#wanted = wanted;
    this.#storage = storage;
    this.#self = self;
    this.#request = request;
  }

  /** @param {string} handle @param {{ again?: boolean }} [how] */
  async claim(handle, how) {
    const proof = this.#proof(handle);
    const owner = proof?.peer === this.#self()?.peer ? undefined : proof;
    const answer = await this.#request({ type: "claim", handle, owner }, how);
    this.value = this.#wanted = answer.handle;
    attempt(() => this.#storage?.setItem(KEY + answer.handle, JSON.stringify({ handle: answer.handle, ...this.#self() })));
  }

  async release() {
    const handle = this.value;
    this.value = this.#wanted = undefined;
    attempt(() => handle !== undefined && this.#storage?.removeItem(KEY + handle));
    await this.#request({ type: "release" }, { again: true });
  }

  /** Claims what we had, or were told to have, of a server that knows nothing of us. */
  async restore() {
    if (this.#wanted !== undefined) await this.claim(this.#wanted);
  }

  /** Somebody else has it. @returns {string | undefined} what we had */
  lose() {
    const had = this.value;
    this.value = this.#wanted = undefined;
    return had;
  }

  /** @param {string} handle @returns {Owner | undefined} who had it, as far as we were that */
  #proof(handle) {
    const { peer, secret } = attempt(() => JSON.parse(this.#storage?.getItem(KEY + handle) ?? "{}")) ?? {};
    return typeof peer === "string" && typeof secret === "string" ? { peer, secret } : undefined;
  }
}

/** @template T @param {() => T} action @returns {T | undefined} */
function attempt(action) {
  try {
    return action();
  } catch {
    return undefined;
  }
}
