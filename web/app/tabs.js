// SPDX-License-Identifier: Apache-2.0
/**
 * The tabs of one browser ring together. The one that holds the username hears the bell from the server and tells the others, which
 * show it too; whoever answers there is brought into the room there, and the bell stops everywhere.
 */

/** @typedef {Omit<import("./state.js").Ring, "elsewhere">} Rung */
/**
 * @typedef {{ kind: "ring", ring: Rung } | { kind: "over" } | { kind: "answer", tab: string, camera: boolean, room: string }
 *   | { kind: "decline", busy: boolean } | { kind: "meet", tab: string, room: string, camera: boolean }} Word what one tab tells the others
 */

/** A bell of another tab that was closed in silence stops by itself after so many ms. */
const LONGEST = 60_000;

export class Tabs {
  #channel = "BroadcastChannel" in globalThis ? new BroadcastChannel("switchboard.bell") : null;
  #self = crypto.randomUUID?.() ?? String(Math.random());
  #on;
  #longest;
  #rings = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;

  /** @param {{ ring: (ring: Rung) => void, over: () => void, answer: (camera: boolean, room: string) => Promise<string | null>, decline: (busy: boolean) => void,
   *   meet: (room: string, camera: boolean) => void }} on `answer` is asked of the tab that holds the call, and gives the room to meet in
   * @param {number} [longest] ms */
  constructor(on, longest = LONGEST) {
    this.#on = on;
    this.#longest = longest;
    this.#channel?.addEventListener("message", event => void this.#heard(event.data));
    addEventListener("pagehide", () => this.over());
  }

  /** A bell rings here. @param {Rung} ring */
  ring(ring) {
    this.#rings = true;
    this.#tell({ kind: "ring", ring });
  }

  /** It rings here no more. */
  over() {
    if (this.#rings) this.#tell({ kind: "over" });
    this.#rings = false;
  }

  /** Answers the bell of another tab. @param {boolean} camera @param {string} room ours, if the caller is to come into it */
  answer(camera, room) {
    this.#tell({ kind: "answer", tab: this.#self, camera, room });
  }

  /** @param {boolean} busy */
  decline(busy) {
    this.#tell({ kind: "decline", busy });
  }

  /** @param {Word} word */
  #tell(word) {
    this.#channel?.postMessage(word);
  }

  /** @param {Word} word */
  async #heard(word) {
    if (word.kind === "ring" || word.kind === "over") clearTimeout(this.#timer); // only the tab whose bell it is knows how long it rings
    if (word.kind === "ring") {
      this.#timer = setTimeout(() => this.#on.over(), this.#longest);
      this.#on.ring(word.ring);
    } else if (word.kind === "over") this.#on.over();
    else if (word.kind === "decline") this.#on.decline(word.busy);
    else if (word.kind === "meet") word.tab === this.#self && this.#on.meet(word.room, word.camera);
    else {
      const room = await this.#on.answer(word.camera, word.room);
      if (room) this.#tell({ kind: "meet", tab: word.tab, room, camera: word.camera });
    }
  }
}
