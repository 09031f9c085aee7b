// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../test/harness.js";
import { Emitter } from "./emitter.js";

describe("Emitter", () => {
  test("tells all listeners, in order, until they stop listening", () => {
    /** @type {Emitter<{ word: string }>} */
    const emitter = new Emitter();
    /** @type {string[]} */
    const heard = [];
    const stop = emitter.on("word", (word) => heard.push(`a ${word}`));
    emitter.on("word", (word) => heard.push(`b ${word}`));
    emitter.once("word", (word) => heard.push(`once ${word}`));
    emitter.emit("word", "one");
    stop();
    emitter.emit("word", "two");
    same(heard, ["a one", "b one", "once one", "b two"]);
    same(new Emitter().emit(/** @type {never} */ ("word"), /** @type {never} */ (1)), false);
  });

  test("forgets a once-listener by its own name", () => {
    /** @type {Emitter<{ word: string }>} */
    const emitter = new Emitter();
    /** @param {string} word */
    const never = (word) => {
      throw new Error(word);
    };
    emitter.once("word", never);
    emitter.off("word", never);
    same(emitter.emit("word", "x"), false);
  });

  test("reports a listener that throws, and goes on", () => {
    /** @type {Emitter<{ word: string }>} */
    const emitter = new Emitter();
    const real = globalThis.reportError;
    /** @type {unknown[]} */
    const [reported, heard] = [[], []];
    globalThis.reportError = (error) => /** @type {unknown[]} */ (reported).push(error);
    emitter.on("word", () => {
      throw "oops";
    });
    emitter.on("word", (word) => /** @type {unknown[]} */ (heard).push(word));
    emitter.emit("word", "still here");
    globalThis.reportError = real;
    same([reported, heard], [["oops"], ["still here"]]);
  });

  test("tells late listeners what an emitter says happened already", () => {
    /** @extends {Emitter<{ word: string }>} */
    class Sticky extends Emitter {
      /** @param {"word"} name */
      replay(name) {
        return ["first", "second"];
      }
    }
    /** @type {string[]} */
    const heard = [];
    const emitter = new Sticky();
    emitter.on("word", (word) => heard.push(word));
    emitter.once("word", (word) => heard.push(`once ${word}`));
    emitter.emit("word", "third");
    same(heard, ["first", "second", "once first", "third"]);
  });
});
