// SPDX-License-Identifier: Apache-2.0
import { describe, same, test, until } from "../test/harness.js";
import { withRegions } from "../test/regions.js";
import { announce } from "./notices.js";

describe("announcements", () => {
  test("are not lost to a flood of what others send", () => withRegions(async ({ polite }) => {
    announce("The room is locked");
    for (let n = 1; n <= 9; n++) announce(`Ana wrote ${n}`, "crowd");
    announce("Your hand is down");
    await until(() => polite.textContent, "words");
    same(polite.textContent, "The room is locked. Your hand is down. Ana wrote 6. Ana wrote 7. Ana wrote 8. Ana wrote 9");
  }));

  test("that are urgent and come at once are all made", () => withRegions(async ({ assertive }) => {
    announce("Ana: Reconnecting", "assertive");
    announce("Bob: Reconnecting", "assertive");
    await until(() => assertive.textContent, "words");
    same(assertive.textContent, "Ana: Reconnecting. Bob: Reconnecting");
  }));
});
