// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../../test/harness.js";
import { ownIds, rememberOwn } from "./ownids.js";

describe("the ids of a tab", () => {
  test("are remembered once each, the newest fifty", () => {
    sessionStorage.clear();
    same(ownIds(sessionStorage), []);
    for (const id of ["a", "b", "b", "a"]) rememberOwn(sessionStorage, id);
    same(ownIds(sessionStorage), ["b", "a"]);
    for (let i = 0; i < 60; i++) rememberOwn(sessionStorage, `id${i}`);
    same([ownIds(sessionStorage).length, ownIds(sessionStorage)[0], ownIds(sessionStorage).at(-1)], [50, "id10", "id59"]);
    same(JSON.parse(sessionStorage.getItem("switchboard.own") ?? "").length, 50);
    sessionStorage.clear();
  });

  test("are forgotten where nothing may be stored, or something else was", () => {
    rememberOwn(null, "a");
    same(ownIds(null), []);
    for (const text of ["{", "7", "[1, \"a\"]"]) {
      sessionStorage.setItem("switchboard.own", text);
      same(ownIds(sessionStorage), text.startsWith("[") ? ["a"] : []);
    }
    sessionStorage.clear();
  });
});
