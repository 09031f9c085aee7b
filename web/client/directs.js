// SPDX-License-Identifier: Apache-2.0
import { Call } from "./call.js";
import { SwitchboardError } from "./error.js";

/** How long, in ms, an offer rings. */
const RING = 30_000;
/** Offers that ring at once. */
const RINGS = 8;
/** Signals kept until there is code for them. */
const EARLY = 100;

/**
 * @typedef {import("./messages.js").Signal} Signal
 * @typedef {import("./messages.js").Person} Person
 * @typedef {import("./direct.js").Direct} Direct
 * @typedef {typeof import("./direct.js").Direct} DirectClass
 *
 * @typedef {object} DirectsOptions
 * @property {(call: Call) => boolean} incoming tells the app; whether a bell rings now
 * @property {(name: string) => Person | undefined} person who has this id or handle, where we know it
 * @property {number} [ring] ms
 */

/**
 * The direct calls that are not over, and those that ring: an offer that comes out of the blue rings like a call. What they are made
 * of is loaded with the first one.
 */
export class Directs {
  #line;
  #options;
  /** @type {Set<Direct>} */
  #all = new Set();
  /** @type {Map<Direct, Call>} */
  #ringing = new Map();
  /** @type {DirectClass | undefined} */
  #Direct;
  /** @type {Promise<DirectClass> | undefined} while it is loaded */
  #loading;
  /** @type {Signal[]} came while that was loaded */
  #early = [];

  /** @param {import("./room.js").Line} line @param {DirectsOptions} options */
  constructor(line, options) {
    this.#line = line;
    this.#options = options;
  }

  /** @param {string} name an id or a handle @returns {Promise<Direct>} the same one, if there is one; if it rings, it is accepted */
  async with(name) {
    const Direct = this.#Direct ?? (await this.#load());
    const known = [...this.#all].find((direct) => direct.isCalled(name));
    if (!known) return this.#make(Direct, name, undefined);
    void this.#ringing.get(known)?.accept();
    return known;
  }

  /** From now on signals are heard at once, in their order with all else; where the code cannot be had, with the first of them. */
  async ready() {
    if (!this.#Direct) await this.#load().catch(() => {});
  }

  /** @param {Signal} signal that came outside of a room, and is no message */
  receive(signal) {
    if (this.#Direct) return this.#received(this.#Direct, signal);
    if (this.#early.length === 0 && signal.kind !== "offer") return; // nothing rings
    if (this.#early.length < EARLY) this.#early.push(signal);
    if (this.#early.length === 1) this.#load().catch(() => (this.#early = []));
  }

  /** The server knows nothing of us any more: what rings is over, what runs goes on. */
  gone() {
    this.#early = [];
    for (const direct of [...this.#ringing.keys()]) direct.close();
  }

  /** The page goes away: the others should know at once. */
  leave() {
    for (const direct of [...this.#all]) void direct.leave();
  }

  /** There will be no more signals. */
  close() {
    for (const direct of [...this.#all]) direct.close();
  }

  /** Once for all who wait for it, who go on in their order: two imports of one module may end in any. */
  #load() {
    return (this.#loading ??= this.#loads().finally(() => (this.#loading = undefined)));
  }

  async #loads() {
    const { Direct } = await import("./direct.js");
    this.#Direct = Direct;
    for (const signal of this.#early.splice(0)) this.#received(Direct, signal);
    return Direct;
  }

  /** @param {DirectClass} Direct @param {Signal} signal */
  #received(Direct, signal) {
    const known = [...this.#all].find((direct) => direct.isFrom(signal));
    if (known) return known.receive(signal);
    if (signal.kind === "offer" && typeof signal.data?.sdp === "string") this.#rung(Direct, signal);
  }

  /** @param {DirectClass} Direct @param {string} name an id or a handle @param {string | undefined} handle */
  #make(Direct, name, handle) {
    const person = this.#options.person(name);
    const about = person?.about ?? { name: handle ?? name };
    const direct = new Direct({ peer: person?.peer ?? name, handle: handle ?? person?.handle, about }, this.#line);
    this.#all.add(direct);
    direct.once("left", () => this.#all.delete(direct));
    return direct;
  }

  /** @param {DirectClass} Direct @param {Signal} offer */
  #rung(Direct, offer) {
    const direct = this.#make(Direct, offer.from, offer.handle);
    direct.receive(offer);
    if (this.#ringing.size >= RINGS) return void direct.leave();
    const [other] = direct.peers.values();
    const call = new Call(
      {
        id: `${offer.from}-${Date.now()}`,
        incoming: true,
        direct: true,
        from: offer.from,
        handle: other.handle,
        about: other.about,
        data: { video: /^m=video [^0]/m.test(offer.data.sdp) },
      },
      async ({ type }) => {
        if (type === "decline") return direct.leave();
        if (!direct.joined) throw new SwitchboardError("call-unknown", "this call is over");
      },
    );
    const timer = setTimeout(() => {
      call.ended("no-answer");
      void direct.leave();
    }, this.#options.ring ?? RING);
    const over = () => {
      clearTimeout(timer);
      this.#ringing.delete(direct);
    };
    call.once("accepted", over);
    call.once("ended", over);
    direct.once("left", () => call.ended(direct.reason === "gone" ? "gone" : "cancelled"));
    this.#ringing.set(direct, call);
    if (!this.#options.incoming(call)) void call.decline("busy"); // nobody has ears
  }
}
