// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../../test/harness.js";
import { decode, encode } from "./resultcode.js";

/** @type {import("./resultcode.js").Result} */
const RESULT = { outcomes: { camera: "ok", mic: "silent", speaker: "ok", server: "ok", stun: "unsure", udp: "ok", tcp: "failed", tls: "absent" }, rtt: 24.4, rate: 12_040_000 };

describe("the result code", () => {
  test("says what was tested, in digits", () => {
    same(encode(RESULT), "SB2-1611-7123-24-120-" + encode(RESULT).slice(-2));
  });

  test("is the one in the handbook", () => {
    same(encode({ outcomes: { camera: "ok", mic: "ok", speaker: "unsure", server: "ok", stun: "ok", udp: "ok", tcp: "ok", tls: "failed" }, rtt: 24, rate: 12e6 }), "SB2-1171-1112-24-120-86");
  });

  test("is read back", () => {
    same(decode(` ${encode(RESULT).toLowerCase()} `), { ...RESULT, rtt: 24, rate: 12_000_000 });
    same(decode(encode({ ...RESULT, rtt: 1e9 }))?.rtt, 9999);
    same([decode(encode({ ...RESULT, rate: 1e12 }))?.rate, decode(encode({ ...RESULT, rate: 900 }))?.rate, decode(encode({ ...RESULT, rate: 0 }))?.rate], [999_900_000, 100_000, 0]);
  });

  test("shows when a digit was misheard, or two changed places", () => {
    const code = encode(RESULT);
    for (let i = 4; i < code.length; i++) {
      if (!/\d/.test(code[i] ?? "")) continue;
      const other = code.slice(0, i) + ((Number(code[i]) + 1) % 8) + code.slice(i + 1);
      same([other, other === code ? null : decode(other)], [other, null]);
    }
    same([decode("SB2-6111-7123-24-120-" + code.slice(-2)), decode(""), decode("SB3" + code.slice(3)), decode("SB2-1911-7123-24-120-00")], [null, null, null, null]);
  });
});
