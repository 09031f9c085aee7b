// SPDX-License-Identifier: Apache-2.0
import { describe, same, sleep, test, until } from "../test/harness.js";
import { lineFor, tone } from "../test/pair.js";
import { Silence } from "./silence.js";

/** One hears another: what nobody plays is not looked at. */
async function hearing() {
  const { a, b, close } = lineFor();
  const player = new Audio();
  a.on("track", ({ stream }) => {
    player.srcObject = stream;
    void player.play();
  });
  const { track, stream } = tone();
  b.addTrack(track, stream);
  await until(() => a.connection.getReceivers().some((receiver) => receiver.getSynchronizationSources().length > 0), "sound comes");
  let told = 0;
  const silence = new Silence(a.connection, () => told++);
  const [sender] = b.connection.getSenders();
  return { b, track, sender, told: () => told, close: () => (silence.stop(), player.pause(), close()) };
}

describe("Silence", () => {
  test("is told each time when sound breaks off without a word", async () => {
    const { sender, track, told, close } = await hearing();
    track.enabled = false;
    await sleep(1_500);
    same(told(), 0, "a microphone that is switched off still sends");
    for (const times of [1, 2]) {
      await sender.replaceTrack(null);
      await until(() => told() === times, `told (${times})`);
      await sender.replaceTrack(track);
      await sleep(500);
    }
    close();
  });

  test("is not told of a track that is taken back", async () => {
    const { b, track, told, close } = await hearing();
    b.removeTrack(track);
    await sleep(2_000);
    same(told(), 0);
    close();
  });
});
