// SPDX-License-Identifier: Apache-2.0
import { framed } from "../../test/frame.js";
import { assert, describe, same, test, until } from "../../test/harness.js";
import { loadAllWords } from "../i18n.js";
import { DEFAULTS } from "../prefs.js";
import { Scope } from "../scope.js";
import { initialState, newCall, patchCall } from "../state.js";
import { Store } from "../store.js";
import { stage } from "./stage.js";

/** @param {string} id @param {Partial<import("../state.js").Person>} [more] @returns {import("../state.js").Person} */
const person = (id, more) => ({ id, name: id, mic: true, camera: true, hand: 0, lost: "", face: null, spot: null, recording: "", screen: null, ...more });
/** @param {number} n */
const people = n => Array.from({ length: n }, (_, i) => person(`p${String(i).padStart(2, "0")}`));

/** @typedef {{ store: import("../state.js").AppStore, seen: () => string[], at: (id: string) => HTMLElement, asked: () => string[], box: HTMLElement }} Seen */

/** The stage of a call on a page of this size.
 * @param {number} width
 * @param {number} height
 * @param {(see: Seen) => Promise<void>} body */
async function staged(width, height, body) {
  await loadAllWords();
  await framed(width, height, async page => {
    const store = new Store({ ...initialState(DEFAULTS, "en"), call: { ...newCall("r"), joined: true } });
    const scope = new Scope();
    /** What we ask others for. @type {ReadonlyMap<string, number>} */
    let heights = new Map();
    const session = { carrying: { shows: (/** @type {string} */ _, /** @type {ReadonlyMap<string, number>} */ now) => (heights = now) } };
    const main = page.createElement("main");
    main.className = "stage";
    main.style.cssText = "block-size: 100vh; padding: 0";
    const box = stage(/** @type {any} */ ({ store, session, line: { peer: "self" } }), scope);
    main.append(box);
    page.body.append(main);
    const tiles = () => /** @type {HTMLElement[]} */ ([...box.querySelectorAll("[data-test=tile]")]);
    try {
      await body({
        store, box, seen: () => tiles().filter(el => !el.hidden).map(el => el.dataset.tile ?? ""),
        at: id => /** @type {HTMLElement} */ (tiles().find(el => el.dataset.tile === id)),
        asked: () => [...heights].filter(([, height]) => height > 0).map(([id]) => id),
      });
    } finally {
      scope.end();
    }
  });
}

/** @param {HTMLElement} el */
const place = ({ style }) => ["--x", "--y", "--w", "--h"].map(side => style.getPropertyValue(side)).join(" ");

describe("the stage", () => {
  test("is filled by oneself where one is alone, with the link to send", () => staged(1000, 600, async ({ at, box }) => {
    await until(() => at("me"), "our tile");
    await until(() => at("me").style.getPropertyValue("--w") === "1000px", "the whole width");
    same([/** @type {HTMLElement} */ (box.querySelector(".invite")).hidden, at("me").classList.contains("floating")], [false, false]);
  }));

  test("rings who speaks from three people on, and never the big one", () => staged(1200, 600, async ({ store, at }) => {
    const rung = (/** @type {string} */ id) => at(id)?.hasAttribute("data-speaking");
    patchCall(store, { people: people(1), speaking: new Set(["p00", "me"]) });
    await until(() => at("p00"), "the other");
    same([rung("p00"), rung("me")], [false, false]);
    patchCall(store, { people: people(2) });
    await until(() => rung("p00"), "a ring");
    same([rung("p01"), rung("me")], [false, true]);
    patchCall(store, { pinned: "p00" });
    await until(() => !rung("p00"), "no ring on the big one");
    same(rung("me"), true);
  }));

  test("makes what we pin big, for us alone, and gives it back", () => staged(1200, 600, async ({ store, at }) => {
    patchCall(store, { people: people(3) });
    const width = (/** @type {string} */ id) => parseFloat(at(id)?.style.getPropertyValue("--w"));
    await until(() => width("p02") === width("p00"), "tiles of one size");
    /** @type {HTMLElement} */ (at("p02").querySelector("[data-test=pin]")).click();
    await until(() => width("p02") > 2 * width("p00"), "a big one");
    same([store.state.call?.pinned, store.state.call?.spot], ["p02", null], "nothing that others are told");
    /** @type {HTMLElement} */ (at("p02").querySelector("[data-test=pin]")).click();
    await until(() => width("p02") === width("p00"), "tiles of one size");
  }));

  test("shows who has the floor big, where that is wanted", () => staged(1200, 600, async ({ store, at }) => {
    patchCall(store, { people: people(3), view: "speaker", speaker: "p01" });
    const width = (/** @type {string} */ id) => parseFloat(at(id)?.style.getPropertyValue("--w"));
    await until(() => width("p01") > 2 * width("p00"), "the speaker");
    patchCall(store, { speaker: "p00" });
    await until(() => width("p00") > 2 * width("p01"), "the next one");
  }));

  for (const [width, height, cap] of /** @type {const} */ ([[1280, 700, 16], [390, 700, 8]])) {
    test(`has ${cap} at most on a page ${width} wide, and asks for no picture of the others`, () => staged(width, height, async ({ store, seen, asked, box }) => {
      patchCall(store, { people: people(20) });
      await until(() => seen().length === cap, `${cap} tiles`);
      assert(seen().includes("me"), String(seen()));
      same(asked().sort(), seen().sort());
      const first = seen();
      /** @type {HTMLElement} */ (box.querySelector(".pager button:last-of-type")).click();
      await until(() => !seen().includes("me"), "the next page");
      assert(seen().every(id => !first.includes(id)), "others");
      same(asked().sort(), seen().sort());
    }));
  }

  test("moves nobody when somebody mutes, speaks in sight or stops, and keeps every tile when people come and go", () => staged(1200, 600, async ({ store, at, seen }) => {
    patchCall(store, { people: people(5) });
    await until(() => seen().length === 6, "six tiles");
    const before = seen().map(id => [id, place(at(id))]);
    const nodes = seen().map(at);
    const muted = people(5).map(one => ({ ...one, mic: false }));
    patchCall(store, { people: muted, speaking: new Set(["p04"]), speaker: "p04" });
    await until(() => at("p04").hasAttribute("data-speaking") && at("p00").hasAttribute("data-muted"), "what is new");
    same(seen().map(id => [id, place(at(id))]), before);
    const [, gone] = nodes;
    patchCall(store, { people: [...muted.filter(({ id }) => id !== gone?.dataset.tile), person("new")] });
    await until(() => seen().includes("new"), "who is new");
    assert(nodes.every(el => el === gone || seen().map(at).includes(el)), "a tile was made anew");
    assert(nodes.filter(el => el !== gone).every(el => el.isConnected));
  }));

  test("has hands first, then pictures, then the others, and oneself last", () => staged(1200, 600, async ({ store, box, seen }) => {
    const [a, b, c, d] = people(4);
    if (!a || !b || !c || !d) return;
    patchCall(store, { people: [{ ...a, camera: false }, b, { ...c, hand: 2 }, { ...d, hand: 1 }] });
    await until(() => seen().length === 5, "five tiles");
    const where = () => [...box.querySelectorAll("[data-test=tile]")].map(el => ({ id: el.getAttribute("data-tile"), y: parseFloat(/** @type {HTMLElement} */ (el).style.getPropertyValue("--y")), x: parseFloat(/** @type {HTMLElement} */ (el).style.getPropertyValue("--x")) }))
      .sort((p, q) => p.y - q.y || p.x - q.x).map(({ id }) => id);
    same(where(), ["p03", "p02", "p01", "p00", "me"]);
  }));
});

/** @type {import("../state.js").Person} */
const BOB = { id: "bob", name: "Bob", mic: true, camera: false, hand: 0, lost: "", face: null, spot: null, recording: "", screen: null };

/** The stage of a call in a page that nobody looks at: browsers give it no frames.
 * @param {(store: import("../state.js").AppStore, box: HTMLElement) => Promise<void>} body */
async function unseen(body) {
  await loadAllWords();
  const store = new Store({ ...initialState(DEFAULTS, "en"), call: { ...newCall("r"), joined: true } });
  const scope = new Scope();
  const { requestAnimationFrame } = globalThis;
  globalThis.requestAnimationFrame = () => 1;
  const box = stage(/** @type {any} */ ({ store, line: { peer: "us" }, session: null }), scope);
  document.body.append(box);
  try {
    await body(store, box);
  } finally {
    globalThis.requestAnimationFrame = requestAnimationFrame;
    scope.end();
    box.remove();
  }
}

describe("the stage of a page that nobody looks at", () => {
  test("has a tile for whoever comes, or they could not be heard", () => unseen(async (store, box) => {
    patchCall(store, { people: [BOB] });
    await until(() => box.querySelector("video") && box.querySelector("[data-tile=bob]"), "a tile for Bob");
    patchCall(store, { people: [] });
    await until(() => !box.querySelector("[data-tile=bob]"), "nobody but us");
    same(box.querySelectorAll("[data-test=tile]").length, 1);
  }));
});
