// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../test/harness.js";
import { loadLang } from "/app/i18n.js";
import { Pictures } from "./pictures.js";

describe("the camera of a demo", () => {
  test("does not run for a call that ended while the browser asked", async () => {
    await loadLang("en");
    const { mediaDevices } = navigator;
    const { getUserMedia } = mediaDevices;
    const stream = document.createElement("canvas").captureStream();
    /** @type {(stream: MediaStream) => void} */
    let allow = () => {};
    mediaDevices.getUserMedia = () => new Promise(resolve => (allow = resolve));
    try {
      const pictures = new Pictures();
      const opening = pictures.open();
      pictures.close();
      allow(stream);
      await opening;
      same([stream.getTracks().map(track => track.readyState), pictures.el.querySelector("video")?.srcObject], [["ended"], null]);
    } finally {
      mediaDevices.getUserMedia = getUserMedia;
    }
  });
});
