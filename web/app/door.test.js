// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../test/harness.js";
import { Chair } from "../client/chair.js";
import { Door } from "./door.js";
import { DEFAULTS } from "./prefs.js";
import { initialState } from "./state.js";
import { Store } from "./store.js";

/** @param {import("../client/messages.js").Role} role ours in the room that was entered @param {string} [refusal] */
function room(role, refusal) {
  /** @type {object[]} */
  const asked = [];
  const chair = new Chair("street-fair", /** @type {any} */ ({ self: () => "us", request: async (/** @type {object} */ frame) => {
    asked.push(frame);
    if (refusal) throw Object.assign(new Error(refusal), { code: refusal });
  } }));
  chair.entered({ role, hosts: role === "guest" ? [] : [{ peer: "us", role }] });
  return { chair, asked };
}

/** Before one room, with a wish for one.
 * @param {import("./door.js").Start} start
 * @param {string} [before] */
function wishing(start, before = "street-fair") {
  const door = new Door(new Store(initialState(DEFAULTS, "en")));
  door.wish("street-fair", start);
  door.options(before, "");
  return door;
}

describe("what somebody wants of a room that they start", () => {
  test("does not hold where another one has the room", async () => {
    for (const start of [{ password: "sesame" }, { lobby: true }]) {
      const { chair, asked } = room("guest");
      same(await wishing(start).passed(chair), false);
      same(asked, []);
    }
  });

  test("holds where it is theirs, also if it was kept with older rules", async () => {
    const { chair, asked } = room("owner");
    same(await wishing({ password: "sesame", lobby: false }).passed(chair), true);
    same(asked, [{ type: "rules", room: "street-fair", password: "sesame" }]);
    same(await wishing({ lobby: true }).passed(room("owner", "not-host").chair), false);
  });

  test("is not wanted of another room, and waits for its own", async () => {
    const [other, own] = [room("owner"), room("owner")];
    const door = wishing({ password: "sesame" }, "garden");
    same(await door.passed(other.chair), true);
    same(other.asked, []);
    door.options("street-fair", "");
    same(await door.passed(own.chair), true);
    same(own.asked, [{ type: "rules", room: "street-fair", password: "sesame" }]);
  });

  test("is nothing to tell of where they want nothing", async () => {
    const { chair, asked } = room("guest");
    same(await wishing({ lobby: false }).passed(chair), true);
    same(asked, []);
  });

  test("gives way to the password that they type at the door", () => {
    same(wishing({ password: "sesame" }).options("street-fair", "theirs").password, "theirs");
    same(wishing({ password: "sesame" }).options("street-fair", "").password, "sesame");
  });
});
