// SPDX-License-Identifier: Apache-2.0
import { assert, describe, same, test } from "../../test/harness.js";
import { pathOfRoom, randomRoom, remember, roomOfPath, roomOfText, slug, titleOf, validRoom } from "./rooms.js";

describe("room names", () => {
  test("are readable, valid and rarely the same", () => {
    const names = Array.from({ length: 50 }, () => randomRoom());
    for (const name of names) assert(/^[a-z]+-[a-z]+-\d{2,3}$/.test(name) && validRoom(name), name);
    assert(new Set(names).size > 45);
    same(randomRoom(() => 0), "amber-anchor-10");
  });

  test("survive the way into an address and back, whatever they hold", () => {
    for (const name of ["brass-lamp-42", "街市", "Street fair", "a/b?c#d%e", "čaj", "🎺"]) same(roomOfPath(pathOfRoom(name)), name);
  });

  test("are read from paths of one segment only", () => {
    same(roomOfPath("/"), "");
    same(roomOfPath("/a/b"), null);
    same(roomOfPath("/%E0%A4%A"), null);
    for (const own of ["app", "y-webrtc", "tutorial"]) same(roomOfPath(`/${own}`), null);
    same(roomOfPath(`/${"x".repeat(300)}`), null);
  });
});

describe("what people type", () => {
  const host = "call.example.org";
  test("is a name, a path or a link of this server", () => {
    same(roomOfText("Brass Lamp 42 ", host), "brass-lamp-42");
    same(roomOfText("https://call.example.org/brass-lamp-42?lang=zh#x", host), "brass-lamp-42");
    same(roomOfText("call.example.org/%E8%A1%97%E5%B8%82", host), "街市");
    same(roomOfText("/brass-lamp-42", host), "brass-lamp-42");
  });

  test("is refused where it cannot be one of our rooms", () => {
    for (const text of ["", "   ", "https://other.example/room", "https://call.example.org/", "https://call.example.org/a/b", "javascript://call.example.org/x", "---"]) {
      same(roomOfText(text, host), null, text);
    }
  });

  test("does not tell rooms apart by case and spaces", () => same(slug("  Street  FAIR "), slug("street-fair")));
});

describe("the title of a room", () => {
  test("is its name as somebody wrote it, with capitals and spaces", () => {
    same(titleOf("street-fair", "  Street   Fair "), "Street Fair");
    same(titleOf("straße-4", "Straße 4"), "Straße 4");
  });

  test("cannot be one of another room, or the name itself", () => {
    for (const said of ["Street fare", "street-fair", "\u202eStreet fair", "", 7, null, undefined, {}, `Street${" ".repeat(100)}fair`]) same(titleOf("street-fair", said), "", String(said));
    same(titleOf("", "???"), "");
  });

  test("is remembered with the room", () => same(remember([], "street-fair", 1, "Street fair"), [{ room: "street-fair", at: 1, title: "Street fair" }]));
});

test("recent rooms: the newest first, each once, at most eight", () => {
  /** @type {import("./rooms.js").Recent[]} */
  let list = [];
  for (let i = 0; i < 12; i++) list = remember(list, `room-${i % 10}`, i);
  same(list.length, 8);
  same(list[0], { room: "room-1", at: 11 });
  same(new Set(list.map(r => r.room)).size, 8);
});
