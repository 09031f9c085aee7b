// SPDX-License-Identifier: Apache-2.0
/** Where a recording goes while it grows: a file that the person chose, else one of the browser's own that is saved at the end. Never memory. */

/** @typedef {{ write: (part: Blob) => Promise<void>, close: () => Promise<void> }} Sink */

const PREFIX = "recording-";

export const canStore = () => "showSaveFilePicker" in globalThis || typeof navigator.storage?.getDirectory === "function";

/** Asks for the file where the browser can; rejects with an AbortError where the person thinks better of it.
 * @param {string} name of the file
 * @param {string} type
 * @returns {Promise<Sink>} */
export async function openSink(name, type) {
  const picker = /** @type {((options: object) => Promise<FileSystemFileHandle>) | undefined} */ (/** @type {any} */ (globalThis).showSaveFilePicker);
  if (picker) {
    const extension = name.slice(name.lastIndexOf("."));
    const handle = await picker({ suggestedName: name, types: [{ accept: { [type.split(";")[0] ?? type]: [extension] } }] });
    return writeTo(handle);
  }
  const folder = await navigator.storage.getDirectory();
  await clear(folder);
  const handle = await folder.getFileHandle(`${PREFIX}${Date.now()}`, { create: true });
  const file = await writeTo(handle);
  return {
    write: file.write,
    async close() {
      await file.close();
      save(await handle.getFile(), name);
    },
  };
}

/** @param {FileSystemFileHandle} handle @returns {Promise<Sink>} */
async function writeTo(handle) {
  const out = await handle.createWritable();
  return { write: part => out.write(part), close: () => out.close() };
}

/** What earlier recordings left behind, saved by now or lost in a crash.
 * @param {FileSystemDirectoryHandle & { keys?: () => AsyncIterable<string> }} folder */
async function clear(folder) {
  for await (const name of folder.keys?.() ?? []) if (name.startsWith(PREFIX)) await folder.removeEntry(name).catch(() => {});
}

/** @param {File} file on disk
 * @param {string} name */
function save(file, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
