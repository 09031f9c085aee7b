// SPDX-License-Identifier: Apache-2.0
import { SwitchboardError } from "./error.js";

/** Bytes of files in memory, at most, where there is no disk to be had. */
const MEMORY = 134_217_728;
/** Of the origin's private file system: one directory in it for each page. */
const ROOT = "switchboard-files";

/**
 * Where a page keeps files that it received and nobody saved yet: in the origin's private file system, else, as far as it goes, in memory.
 * What pages left behind that are no more is removed.
 */
export class Depot {
  #memory;
  #held = 0;
  /** @type {Promise<FileSystemDirectoryHandle | undefined> | undefined} */
  #directory;
  #count = 0;

  /** @param {{ memory?: number, disk?: boolean }} [limits] */
  constructor({ memory = MEMORY, disk = true } = {}) {
    this.#memory = memory;
    if (!disk) this.#directory = Promise.resolve(undefined);
  }

  /**
   * @param {number} size
   * @returns {Promise<import("./incoming.js").Sink>}
   * @throws {SwitchboardError} `too-large`
   */
  async open(size) {
    const directory = await (this.#directory ??= ownDirectory());
    const room = directory ? await roomOnDisk() : 0;
    if (directory && size <= room) return onDisk(directory, `${++this.#count}`);
    const left = this.#memory - this.#held;
    if (size > left) throw new SwitchboardError("too-large", `${size} bytes (expected: up to ${Math.max(room, left)})`);
    this.#held += size;
    return inMemory(() => (this.#held -= size));
  }
}

/** @param {() => void} freed @returns {import("./incoming.js").Sink} */
function inMemory(freed) {
  /** @type {Uint8Array<ArrayBuffer>[]} */
  let parts = [];
  let open = true;
  return {
    async write(bytes) {
      parts.push(bytes);
    },
    async close() {
      return new Blob(parts);
    },
    async abort() {
      parts = [];
      if (open) freed();
      open = false;
    },
  };
}

/** @param {FileSystemDirectoryHandle} directory @param {string} name @returns {Promise<import("./incoming.js").Sink>} */
async function onDisk(directory, name) {
  const handle = await directory.getFileHandle(name, { create: true });
  return intoFile(handle, () => directory.removeEntry(name));
}

/**
 * Into a file that somebody chose, for example with `showSaveFilePicker()`.
 * @param {FileSystemFileHandle} handle
 * @param {() => Promise<void>} [remove]
 * @returns {Promise<import("./incoming.js").Sink>}
 */
export async function intoFile(handle, remove) {
  const file = await handle.createWritable();
  let open = true;
  return {
    write: (bytes) => file.write(bytes),
    async close() {
      open = false;
      await file.close();
      return remove && handle.getFile();
    },
    async abort() {
      if (open) await file.abort();
      open = false;
      await remove?.();
    },
  };
}

async function roomOnDisk() {
  const { quota = 0, usage = 0 } = await navigator.storage.estimate();
  return (quota - usage) * 0.9;
}

/** @returns {Promise<FileSystemDirectoryHandle | undefined>} undefined where the browser has none that we could write to from here */
async function ownDirectory() {
  try {
    if (!("createWritable" in FileSystemFileHandle.prototype)) return undefined;
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle(ROOT, { create: true });
    const name = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");
    await hold(`${ROOT}/${name}`);
    await sweep(root, name);
    return await root.getDirectoryHandle(name, { create: true });
  } catch {
    return undefined; // forbidden, or of another time
  }
}

/** Tells other pages, for as long as this one lives, that a directory is in use. @param {string} lock @returns {Promise<void>} */
function hold(lock) {
  return new Promise((held, failed) => {
    navigator.locks.request(lock, () => (held(), new Promise(() => {}))).catch(failed);
  });
}

/** @param {FileSystemDirectoryHandle} root @param {string} own */
async function sweep(root, own) {
  const { held = [] } = await navigator.locks.query();
  const used = new Set(held.map(({ name }) => name));
  for await (const name of /** @type {any} */ (root).keys()) {
    if (name !== own && !used.has(`${ROOT}/${name}`)) await root.removeEntry(name, { recursive: true }).catch(() => {});
  }
}
