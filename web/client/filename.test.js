// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../test/harness.js";
import { fileName } from "./filename.js";

describe("fileName", () => {
  test("leaves good names alone", () => {
    for (const name of ["plan.pdf", "去年的照片 (2).heic", "Zoë & co.tar.gz", "no extension", "a'b,c;d.txt"]) same(fileName(name), name);
  });

  test("strips paths", () => {
    same(fileName("/etc/passwd"), "passwd");
    same(fileName("..\\..\\Windows\\system32\\evil.dll"), "evil.dll");
    same(fileName("../.."), "file");
    same(fileName("photos/"), "photos");
    same(fileName(".bashrc"), "bashrc");
  });

  test("drops what is invisible, turns the text around or is refused by file systems", () => {
    same(fileName("photo\u202Egpj.exe"), "photogpj.exe");
    same(fileName("a\u0000b\nc\u200B.txt"), "abc.txt");
    same(fileName('a<b>:"|?*.txt'), "a_b______.txt");
    same(fileName("name. . ."), "name");
    same(fileName("CON.txt"), "_CON.txt");
    same([fileName(""), fileName(null), fileName({}), fileName("\u202E")], ["file", "file", "[object Object]", "file"]);
  });

  test("keeps the extension of a long name", () => {
    same(fileName(`${"长".repeat(300)}.pdf`), `${"长".repeat(116)}.pdf`);
    same(fileName(`a.${"b".repeat(300)}`), `a.${"b".repeat(118)}`);
    same(fileName(`${"x".repeat(119)}😀.txt`).length, 120);
  });
});
