// SPDX-License-Identifier: Apache-2.0
import { assert, describe, same, test, until } from "../test/harness.js";
import { tone } from "../test/pair.js";
import { Meter, meterOf, testSound } from "./audio.js";

describe("the test sound", () => {
  test("is heard from the speaker that is chosen", async () => {
    /** @type {HTMLAudioElement[]} */
    const played = [];
    /** @type {string[]} */
    const sinks = [];
    const { prototype } = HTMLMediaElement;
    const { play, setSinkId } = prototype;
    prototype.play = function () {
      played.push(/** @type {HTMLAudioElement} */ (this));
      return play.call(this);
    };
    prototype.setSinkId = async id => void sinks.push(id); // a page without a microphone may choose none
    try {
      await testSound("kitchen");
    } finally {
      Object.assign(prototype, { play, setSinkId });
    }
    same([played.length, sinks], [1, ["kitchen"]]);
    const [track] = /** @type {MediaStream} */ (played[0]?.srcObject).getAudioTracks();
    const meter = new Meter(/** @type {MediaStreamTrack} */ (track));
    await until(() => meter.level() > 0.01, "a sound");
    meter.close();
    await until(() => played[0]?.srcObject === null, "its end");
  });
});

describe("the level of a microphone", () => {
  test("is heard while it is muted, too", async () => {
    const { track } = tone();
    track.enabled = false;
    const meter = new Meter(track);
    await until(() => meter.level() > 0.1, "a level");
    meter.close();
  });

  test("is 0 in silence, 100 when it is loud, and grows between", () => {
    same([meterOf(0), meterOf(1)], [0, 100]);
    const levels = [0.001, 0.01, 0.1].map(meterOf);
    assert(levels.every((one, i) => one < 100 && one > (levels[i - 1] ?? -1)), String(levels));
  });
});
