// SPDX-License-Identifier: Apache-2.0
import { assert, describe, refuses, same, test, until } from "../test/harness.js";
import { tone } from "../test/pair.js";
import { LevelMeter } from "./level.js";
import { captureScreen, getCameraAndMicrophone, listDevices, onDeviceChange } from "./media.js";

/** @param {"getUserMedia" | "getDisplayMedia"} name @param {(constraints: any) => Promise<any>} fake @param {() => Promise<void>} body */
async function instead(name, fake, body) {
  Object.assign(navigator.mediaDevices, { [name]: fake });
  try {
    await body();
  } finally {
    delete (/** @type {any} */ (navigator.mediaDevices)[name]);
  }
}

describe("media", () => {
  test("opens camera and microphone", async () => {
    const stream = await getCameraAndMicrophone();
    same(
      stream
        .getTracks()
        .map(({ kind }) => kind)
        .sort(),
      ["audio", "video"],
    );
    const { cameras } = await listDevices();
    assert(cameras.length > 0, "no camera");
    const chosen = await getCameraAndMicrophone({ audio: false, deviceIds: { video: cameras[0].deviceId } });
    same(
      chosen.getTracks().map((track) => track.getSettings().deviceId),
      [cameras[0].deviceId],
    );
    for (const track of [...stream.getTracks(), ...chosen.getTracks()]) track.stop();
  });

  test("takes the device that is chosen, whichever it is, and another one where that is gone", async () => {
    const first = await getCameraAndMicrophone();
    const { cameras, microphones } = await listDevices();
    const last = microphones[microphones.length - 1];
    assert(microphones.length > 1, "only one microphone");
    /** @param {{ audio?: string, video?: string }} deviceIds */
    const got = async (deviceIds) => {
      const stream = await getCameraAndMicrophone({ deviceIds });
      const [audio, video] = [stream.getAudioTracks(), stream.getVideoTracks()].map(([track]) => track.label);
      for (const track of stream.getTracks()) track.stop();
      return [audio, video];
    };
    same(await got({ audio: last.deviceId }), [last.label, cameras[0].label]);
    same(await got({ audio: last.deviceId, video: "gone" }), [last.label, cameras[0].label]);
    same((await got({ audio: "gone", video: cameras[0].deviceId }))[1], cameras[0].label);
    same((await got({ audio: "gone", video: "gone" })).length, 2);
    for (const track of first.getTracks()) track.stop();
  });

  test("words what the browser refuses", async () => {
    const codes = {
      NotAllowedError: "denied",
      NotFoundError: "no-device",
      NotReadableError: "in-use",
      OverconstrainedError: "no-device",
      TypeError: "unsupported",
    };
    for (const [name, code] of Object.entries(codes)) {
      const fail = () => Promise.reject(Object.assign(new Error(name), { name }));
      await instead("getUserMedia", fail, async () => void (await refuses(getCameraAndMicrophone(), code)));
      await instead("getDisplayMedia", fail, async () => void (await refuses(captureScreen(), code)));
    }
  });

  test("is content with one of the two, unless told otherwise", async () => {
    const { stream } = tone();
    /** @param {any} constraints */
    const noCamera = ({ video }) => (video ? Promise.reject(new DOMException("none", "NotFoundError")) : Promise.resolve(stream));
    await instead("getUserMedia", noCamera, async () => {
      same(await getCameraAndMicrophone(), stream);
      await refuses(getCameraAndMicrophone({ partly: false }), "no-device");
      await refuses(getCameraAndMicrophone({ audio: false }), "no-device");
    });
  });

  test("tells when devices come and go", async () => {
    let heard = 0;
    const stop = onDeviceChange(() => heard++);
    navigator.mediaDevices.dispatchEvent(new Event("devicechange"));
    stop();
    navigator.mediaDevices.dispatchEvent(new Event("devicechange"));
    same(heard, 1);
  });

  test("measures how loud it is", async () => {
    const { stream } = tone();
    const meter = new LevelMeter(stream);
    await until(() => meter.level > 0.5, "a tone is loud");
    assert(meter.level <= 1);
    stream.getTracks().forEach((track) => track.stop());
    meter.close();
  });
});
