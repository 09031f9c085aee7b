// SPDX-License-Identifier: Apache-2.0
import { describe, same, test, until } from "../../test/harness.js";
import { tone } from "../../test/pair.js";
import { aim, putFirst } from "./senders.js";

/** A sender of a real connection, and how it encodes. @param {MediaStreamTrack} track */
function sending(track) {
  const connection = new RTCPeerConnection();
  const sender = connection.addTrack(track);
  const encoding = () => /** @type {RTCRtpEncodingParameters} */ (sender.getParameters().encodings[0]);
  return { sender, encoding, end: () => (connection.close(), track.stop()) };
}

/** A picture of this size. @param {number} width @param {number} height */
function picture(width, height) {
  const [track] = Object.assign(document.createElement("canvas"), { width, height }).captureStream().getVideoTracks();
  return /** @type {MediaStreamTrack} */ (track);
}

describe("what goes to one person", () => {
  test("is scaled down to what they should get, and no picture where that is none", async () => {
    const track = picture(1280, 720);
    const { sender, encoding, end } = sending(track);
    aim(sender, track, { active: true, maxBitrate: 600_000, maxFramerate: 24, height: 360 });
    await until(() => encoding().scaleResolutionDownBy === 2, "half the size");
    same([encoding().maxBitrate, encoding().maxFramerate, encoding().active], [600_000, 24, true]);
    aim(sender, track, { active: true, maxBitrate: 1_700_000, maxFramerate: 30, height: 720 });
    await until(() => encoding().scaleResolutionDownBy === 1, "its own size");
    same(encoding().maxBitrate, 1_700_000);
    aim(sender, track, { active: false, maxBitrate: 0, maxFramerate: 8, height: 180 });
    await until(() => !encoding().active, "nothing");
    end();
  });

  test("goes by the shorter side of a picture that stands upright", async () => {
    const track = picture(720, 1280);
    const { sender, encoding, end } = sending(track);
    aim(sender, track, { active: true, maxBitrate: 600_000, maxFramerate: 24, height: 360 });
    await until(() => encoding().scaleResolutionDownBy === 2, "half the size");
    end();
  });

  test("has its sound before its picture", async () => {
    const { sender, encoding, end } = sending(tone().track);
    putFirst(sender);
    await until(() => encoding().priority === "high" && encoding().networkPriority === "high", "sound first");
    end();
  });
});
