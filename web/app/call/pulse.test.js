// SPDX-License-Identifier: Apache-2.0
import { describe, same, sleep, test, until } from "../../test/harness.js";
import { tone } from "../../test/pair.js";
import { reportOf } from "../../test/report.js";
import { byHand } from "../../test/timers.js";
import { loadAllWords, setLang } from "../i18n.js";
import { CallLog } from "../logic/summary.js";
import { DEFAULTS } from "../prefs.js";
import { Scope } from "../scope.js";
import { initialState, newCall } from "../state.js";
import { Store } from "../store.js";
import { alerts } from "./alerts.js";
import { startPulse } from "./pulse.js";

/** One who is alone in a call with this microphone, and what they are told.
 * @param {MediaStreamTrack} track
 * @param {(store: import("../state.js").AppStore) => Promise<void>} body */
async function alone(track, body) {
  await loadAllWords();
  setLang("en");
  const start = initialState(DEFAULTS, "en");
  const store = new Store({ ...start, call: newCall("r"), local: { ...start.local, mic: { track, on: track.enabled, trouble: /** @type {const} */ ("") } } });
  const scope = new Scope();
  const pulse = startPulse(store, () => new Map(), new CallLog(), /** @type {any} */ ({}));
  alerts(/** @type {any} */ ({ store }), scope);
  try {
    await body(store);
  } finally {
    pulse.end();
    scope.end();
  }
}

/** What the toast says. @param {import("../state.js").AppStore} store */
const told = store => store.state.toast?.words;

describe("who talks while muted", () => {
  test("is told, and not shown as speaking", async () => {
    const { track } = tone();
    track.enabled = false;
    await alone(track, async store => {
      await until(() => told(store), "a toast");
      same([told(store), store.state.call?.hint, store.state.call?.speaking.has("me")], ["mic.whilemuted", true, false]);
      track.enabled = true;
      store.set({ local: { ...store.state.local, mic: { track, on: true, trouble: "" } } });
      await until(() => store.state.call?.speaking.has("me"), "to be heard");
      same(store.state.call?.hint, false);
    });
  });

  test("is told nothing while the microphone is on", () => alone(tone().track, async store => {
    await until(() => store.state.call?.speaking.has("me"), "to be heard");
    same([told(store), store.state.call?.hint], [undefined, false]);
  }));
});

const LISTEN = 100;
const MEASURE = 3000;

/** A call with Bob in it, who is as loud as `loud` says, and whose connection reports what `report` says. */
function withBob() {
  const here = { loud: 0, report: reportOf({}) };
  const source = () => [{ audioLevel: here.loud }];
  const bob = { state: "connected", stats: async () => here.report, connection: { getReceivers: () => [{ track: { kind: "audio" }, getSynchronizationSources: source }] } };
  /** @type {Map<string, any>} */
  const peers = new Map([["bob", bob]]);
  const person = /** @type {any} */ ({ id: "bob", name: "Bob", mic: true, camera: false, face: {}, screen: null });
  const store = new Store({ ...initialState(DEFAULTS, "en"), call: { ...newCall("r"), people: [person] } });
  /** @type {boolean[]} whether it was known what was measured before */
  const saw = [];
  const witness = /** @type {any} */ ({ saw: (/** @type {string} */ _id, /** @type {unknown} */ _report, /** @type {unknown} */ before) => saw.push(before !== undefined) });
  /** @type {import("../scope.js").Scope | undefined} */
  let scope;
  const run = byHand(() => (scope = startPulse(store, () => peers, new CallLog(), witness)));
  const measured = async () => {
    const before = saw.length;
    run(MEASURE);
    await until(() => saw.length > before || peers.size === 0, "a measurement");
    await sleep(0);
  };
  /** @param {number} at ms @param {number} loud */
  const heard = (at, loud) => {
    here.loud = loud;
    Object.defineProperty(performance, "now", { value: () => at, configurable: true });
    try {
      run(LISTEN);
    } finally {
      Reflect.deleteProperty(performance, "now");
    }
    return [.../** @type {import("../state.js").Call} */ (store.state.call).speaking];
  };
  return { here, peers, bob, store, saw, measured, heard, end: () => scope?.end() };
}

describe("what is measured during a call", () => {
  test("is how good the way to each person is, and which way that is", async () => {
    const { here, store, measured, end } = withBob();
    await measured();
    const steps = /** @type {const} */ ([[{ lost: 0 }, 4, false], [{ lost: 40 }, 3, false], [{ lost: 80, relayed: true }, 2, true], [{ lost: 300, relayed: true }, 1, true]]);
    let [received, lost] = [0, 0];
    for (const [more, grade, relayed] of steps) {
      received += 1000;
      lost += more.lost;
      here.report = reportOf({ ...more, received, lost });
      await measured();
      const { quality, paths } = store.state.call ?? {};
      same([quality?.bob, quality?.me, paths?.bob?.relayed], [grade, grade, relayed]);
    }
    end();
  });

  test("begins anew with one who left and is back", async () => {
    const { peers, bob, saw, measured, end } = withBob();
    await measured();
    await measured();
    same(saw, [false, true]);
    peers.clear();
    await measured();
    peers.set("bob", bob);
    await measured();
    same(saw, [false, true, false]);
    end();
  });

  test("is who speaks, and nobody speaks on who left meanwhile", () => {
    const { peers, bob, heard, end } = withBob();
    same([1000, 1200, 1400].map(at => heard(at, 0.5)), [[], [], ["bob"]]);
    same(heard(1500, 0), ["bob"]); // between two words
    peers.clear();
    same(heard(1600, 0), []);
    peers.set("bob", bob);
    same(heard(1700, 0), []);
    end();
  });
});
