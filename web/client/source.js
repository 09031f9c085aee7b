// SPDX-License-Identifier: Apache-2.0
import { Sha256 } from "./sha256.js";

/**
 * A file that is read in pieces, by as many transfers as there are receivers, each at its own place. Its digest grows with the one that
 * is ahead, so that nothing is read or computed for it twice.
 */
export class Source {
  #sha = new Sha256();
  #blob;
  #digest = "";

  /** @param {Blob} blob */
  constructor(blob) {
    this.#blob = blob;
  }

  get size() {
    return this.#blob.size;
  }

  /** @param {number} at no further than what was read before @param {number} length @returns {Promise<Uint8Array<ArrayBuffer>>} */
  async read(at, length) {
    const bytes = new Uint8Array(await this.#blob.slice(at, at + length).arrayBuffer());
    if (bytes.length !== Math.min(length, this.size - at)) throw new Error("the file is shorter than it was");
    const known = this.#sha.length - at;
    if (this.#digest === "" && known >= 0 && known < bytes.length) this.#sha.update(bytes.subarray(known));
    return bytes;
  }

  /** SHA-256 of the file, once all was read. */
  get digest() {
    return (this.#digest ||= this.#sha.digest());
  }
}
