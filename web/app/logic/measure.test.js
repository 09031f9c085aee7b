// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../../test/harness.js";
import { details, flow } from "./measure.js";

const zero = { at: 0, received: 0, lost: 0, bytes: 0, rtt: null, remoteLoss: null, sent: 0 };

describe("the connection's measures", () => {
  test("are rates between two samples", () => {
    same(flow(zero, { ...zero, at: 2000, received: 95, lost: 5, bytes: 250_000, sent: 125_000, rtt: 0.02, remoteLoss: 0.12 }), { sent: 500_000, received: 1_000_000, loss: 0.05, lossOut: 0.12, rtt: 20 });
  });

  test("say nothing of loss where nothing came, and never run backwards", () => {
    same(flow({ ...zero, bytes: 900, sent: 900 }, { ...zero, at: 1000 }), { sent: 0, received: 0, loss: null, lossOut: null, rtt: null });
  });

  test("name codecs, the largest picture each way, and the jitter of sound", () => {
    const report = new Map(Object.entries({
      V: { type: "codec", mimeType: "video/VP9" }, A: { type: "codec", mimeType: "audio/opus", clockRate: 48000 },
      a: { type: "outbound-rtp", kind: "video", codecId: "V", frameWidth: 320, frameHeight: 180, framesPerSecond: 15 },
      b: { type: "outbound-rtp", kind: "video", codecId: "V", frameWidth: 1280, frameHeight: 720, framesPerSecond: 29.8 },
      c: { type: "inbound-rtp", kind: "audio", codecId: "A", jitter: 0.004 },
      d: { type: "inbound-rtp", kind: "video", codecId: "V" },
    }));
    same(details(report), { out: { codec: "VP9", width: 1280, height: 720, fps: 30 }, in: null, audio: { codec: "Opus", clock: 48000 }, jitter: 4 });
    same(details(new Map()), { out: null, in: null, audio: null, jitter: null });
  });
});
