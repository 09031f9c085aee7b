// SPDX-License-Identifier: Apache-2.0

/** Characters of a name, at most: file systems take some 255 bytes. */
const LENGTH = 120;
/** Of the part behind the last dot. */
const EXTENSION = 16;

/**
 * A name for a file out of whatever somebody said: no path, nothing that file systems refuse, nothing invisible. Characters that turn
 * the direction of writing go too: with them `cod.exe` can be made to look like `exe.doc`.
 * @param {unknown} said @returns {string} never empty
 */
export function fileName(said) {
  const last =
    String(said ?? "")
      .slice(0, 4096)
      .split(/[/\\]/)
      .findLast((part) => /[^.\s]/.test(part)) ?? "";
  const clean = last
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "")
    .replace(/[<>:"|?*]/g, "_")
    .replace(/^[.\s]+|[.\s]+$/gu, "");
  const name = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(clean) ? `_${clean}` : clean; // devices, to Windows
  return shorten(name) || "file";
}

/** Keeps what tells the kind of file. @param {string} name */
function shorten(name) {
  const letters = [...name];
  if (letters.length <= LENGTH) return name;
  const dot = letters.lastIndexOf(".");
  const extension = dot > 0 && letters.length - dot <= EXTENSION ? letters.slice(dot) : [];
  return [...letters.slice(0, LENGTH - extension.length), ...extension].join("");
}
