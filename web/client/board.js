// SPDX-License-Identifier: Apache-2.0

/**
 * @typedef {import("./messages.js").Person} Person
 */

/** Everybody who has a handle, kept up to date while we watch. */
export class Board {
  /** By handle. @type {Map<string, Person>} */
  people = new Map();

  // What follows is for the switchboard.

  /** @param {string} name an id or a handle */
  find(name) {
    return this.people.get(name) ?? [...this.people.values()].find(({ peer }) => peer === name);
  }

  /** @param {Person[]} people */
  begin(people) {
    this.people.clear();
    for (const person of people) this.#put(person);
  }

  /** @param {import("./messages.js").PeopleFrame} frame */
  receive(frame) {
    if (frame.type === "person-offline") this.people.delete(frame.handle);
    else this.#put(frame);
  }

  /** @param {Person} person */
  #put({ handle, peer, status, about }) {
    this.people.set(handle, { handle, peer, status, about });
  }
}
