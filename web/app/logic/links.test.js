// SPDX-License-Identifier: Apache-2.0
import { assert, describe, same, test } from "../../test/harness.js";
import { splitLinks } from "./links.js";

describe("splitLinks", () => {
  test("finds links and leaves the sentence's full stop out", () => {
    same(splitLinks("see https://example.org/a, or not."), [
      { text: "see " }, { text: "https://example.org/a", href: "https://example.org/a" }, { text: ", or not." },
    ]);
  });

  test("keeps paired brackets, drops unpaired ones", () => {
    same(splitLinks("https://example.org/a_(b)")[0]?.text, "https://example.org/a_(b)");
    same(splitLinks("(https://example.org/a)").map(p => p.text), ["(", "https://example.org/a", ")"]);
  });

  test("never makes a link of anything but http and https", () => {
    for (const text of ["javascript:alert(1)", "data:text/html,x", "ftp://x.example", "http://", "https://"]) {
      assert(splitLinks(text).every(piece => !piece.href || /^https?:/.test(piece.href)), text);
      same(splitLinks(text).map(p => p.text).join(""), text);
    }
  });

  test("loses nothing of the text", () => {
    const text = "一 https://例え.jp/道，二 http://a.b/c?d=e#f! <b>x</b>\nhttps://x.y";
    same(splitLinks(text).map(p => p.text).join(""), text);
  });
});
