// SPDX-License-Identifier: Apache-2.0
/** Who has the floor: the one that is shown big where that is whoever speaks. It changes no faster than one can look. */

/** Speech that long, in ms, takes it over from who is silent. */
const AFTER = 1500;

export class Floor {
  #id = "";
  /** Who speaks beside. */ #next = { id: "", since: 0 };

  /** @param {ReadonlySet<string>} speaking of the others
   * @param {{ has: (id: string) => boolean }} there who is in the call
   * @param {number} now ms
   * @returns {string} who has it, also while they are silent; "" before anybody spoke */
  hear(speaking, there, now) {
    if (!speaking.has(this.#next.id)) this.#next = { id: [...speaking].find(id => id !== this.#id) ?? "", since: now };
    const { id, since } = this.#next;
    if (id === "" || speaking.has(this.#id) || (there.has(this.#id) && now - since < AFTER)) return this.#id;
    this.#next = { id: "", since: now };
    return (this.#id = id);
  }
}
