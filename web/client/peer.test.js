// SPDX-License-Identifier: Apache-2.0
import { assert, describe, random, same, sleep, test, until } from "../test/harness.js";
import { lineFor, picture, tone } from "../test/pair.js";

describe("Peer", () => {
  test("connects two that send at the same moment, a hundred times", async () => {
    for (let i = 0; i < 100; i++) {
      const { a, b, close } = lineFor(random(i));
      const [camera, microphone] = [picture(), tone()];
      a.addTrack(camera.track, camera.stream);
      b.addTrack(microphone.track, microphone.stream);
      await until(() => b.streams.get(camera.stream.id) && a.streams.get(microphone.stream.id), `both get a stream (${i})`);
      await until(() => a.state === "connected" && b.state === "connected", `connected (${i})`);
      close();
    }
  }, 120_000);

  for (const seed of [1, 2, 3]) {
    test(`settles three hundred crossing changes (seed ${seed})`, async () => {
      const chance = random(seed);
      const { a, b, close, errors } = lineFor(chance);
      /** @type {Map<import("./peer.js").Peer, ReturnType<typeof picture>[]>} */
      const sending = new Map([
        [a, []],
        [b, []],
      ]);
      for (let i = 0; i < 150; i++) {
        for (const [peer, all] of sending) {
          if (all.length > 3 || (all.length && chance() < 0.5)) {
            const [one] = all.splice(Math.floor(chance() * all.length), 1);
            peer.removeTrack(one.track);
          } else {
            const one = chance() < 0.7 ? picture() : tone();
            all.push(one);
            peer.addTrack(one.track, one.stream);
          }
        }
        if (chance() < 0.5) await sleep(chance() * 20);
      }
      /** @param {{ stream: MediaStream }[]} all */
      const ids = (all) => JSON.stringify(all.map(({ stream }) => stream.id).sort());
      for (const [from, to] of [
        [a, b],
        [b, a],
      ]) {
        const all = sending.get(from) ?? [];
        await until(() => ids([...to.streams.values()].map((stream) => ({ stream }))) === ids(all), "the other side has the same streams");
      }
      await until(() => a.state === "connected" && b.state === "connected");
      same(errors.map(String), []);
      const sections = a.connection.getTransceivers().length;
      assert(sections <= 24, `${sections} media sections`);
      close();
    }, 60_000);
  }

  test("gives one answer to an offer that comes twice", async () => {
    const { a, b, close, errors, signals } = lineFor();
    a.addTrack(picture().track, new MediaStream());
    await until(() => a.state === "connected" && b.state === "connected");
    signals.length = 0;
    b.addTrack(picture().track, new MediaStream());
    await until(() => signals.some(({ kind }) => kind === "offer"));
    b.resynchronize();
    await until(() => b.connection.signalingState === "stable", "answered");
    b.addTrack(picture().track, new MediaStream()); // whose offer is behind the two that are the same
    await until(() => a.streams.size === 2 && b.connection.signalingState === "stable");
    const version = (/** @type {{ data: any }} */ { data }) => /^o=.*/m.exec(data.sdp)?.[0];
    same(new Set(signals.filter(({ kind }) => kind === "answer").map(version)).size, 2, "answers to two offers");
    same(errors.map(String), []);
    close();
  });

  test("keeps ids of streams, tells of tracks and streams that go, and uses the place again", async () => {
    const { a, b, close } = lineFor();
    /** @type {string[]} */
    const heard = [];
    b.on("track", ({ track, stream }) => heard.push(`track ${track.kind} ${stream.id}`));
    b.on("track-removed", ({ track, stream }) => heard.push(`track-removed ${track.kind} ${stream.id}`));
    b.on("stream-removed", (stream) => heard.push(`stream-removed ${stream.id}`));
    const stream = new MediaStream([picture().track, tone().track]);
    const [audio] = stream.getAudioTracks();
    const [video] = stream.getVideoTracks();
    for (let round = 0; round < 3; round++) {
      heard.length = 0;
      a.addTrack(audio, stream);
      a.addTrack(video, stream);
      await until(() => heard.length === 2);
      same(heard.sort(), [`track audio ${stream.id}`, `track video ${stream.id}`]);
      same([...a.senders.keys()].length, 2);
      heard.length = 0;
      a.removeTrack(audio);
      await until(() => heard.length === 1);
      a.removeTrack(video);
      await until(() => heard.length === 3);
      same(heard, [`track-removed audio ${stream.id}`, `track-removed video ${stream.id}`, `stream-removed ${stream.id}`]);
      same(b.streams.size, 0);
    }
    same(a.connection.getTransceivers().length, 2);
    close();
  });

  test("tells a late listener of the tracks that are there", async () => {
    const { a, b, close } = lineFor();
    const { track, stream } = picture();
    a.addTrack(track, stream);
    await until(() => b.streams.size === 1);
    /** @type {string[]} */
    const heard = [];
    b.on("track", ({ stream }) => heard.push(stream.id));
    same(heard, [stream.id]);
    close();
  });

  test("replaces a track without negotiation", async () => {
    const { a, b, close, signals } = lineFor();
    const [before, after] = [picture(), picture()];
    a.addTrack(before.track, before.stream);
    await until(() => a.state === "connected" && b.state === "connected");
    await sleep(100);
    const said = signals.length;
    await a.replaceTrack(before.track, after.track, before.stream);
    same(a.senders.get(after.track)?.track?.id, after.track.id);
    const frames = async () => [...(await b.stats()).values()].find(({ type }) => type === "inbound-rtp")?.framesReceived ?? 0;
    const then = await frames();
    await until(async () => (await frames()) > then + 3, "the new picture arrives");
    same(signals.length, said, "signals");
    close();
  });

  test("carries media, and says so", async () => {
    const { a, b, close } = lineFor();
    /** @type {string[]} */
    const states = [];
    a.on("state", (state) => states.push(state));
    const { track, stream } = picture();
    a.addTrack(track, stream);
    const received = async () =>
      [...(await b.stats()).values()].some(({ type, framesDecoded }) => type === "inbound-rtp" && framesDecoded > 2);
    await until(received, "frames");
    same(states, ["connecting", "connected"]);
    same([a.state, b.state], ["connected", "connected"]);
    close();
    same([a.state, b.state], ["closed", "closed"]);
  });

  test("restarts ICE from either side, and from both", async () => {
    const { a, b, close } = lineFor();
    const { track, stream } = picture();
    a.addTrack(track, stream);
    await until(() => a.state === "connected" && b.state === "connected");
    for (const restarting of [[a], [b], [a, b], [a, b, a, b]]) {
      const before = [a, b].map(ufrag);
      restarting.forEach((peer) => peer.restartIce());
      await until(() => [a, b].every((peer, i) => ufrag(peer) !== before[i]), "new credentials");
      await until(() => [a, b].every((peer) => peer.connection.signalingState === "stable" && peer.state === "connected"));
    }
    close();
  });

  test("heals a path that does not come about, when there is another way", async () => {
    const { a, b, close, configuration } = lineFor();
    configuration.iceTransportPolicy = "relay"; // without a relay: no way at all
    const { track, stream } = picture();
    a.addTrack(track, stream);
    await sleep(5_000);
    same([a.state, b.state], ["new", "new"]);
    configuration.iceTransportPolicy = "all";
    await until(() => a.state === "connected" && b.state === "connected", "healed", 15_000);
    close();
  }, 30_000);

  test("heals a path that led nowhere", async () => {
    const { a, b, close, mislead } = lineFor();
    const { track, stream } = picture();
    mislead(true);
    a.addTrack(track, stream);
    await until(() => a.state === "connecting" && b.state === "connecting");
    await sleep(1_000);
    mislead(false);
    await until(() => a.state === "connected" && b.state === "connected", "healed", 30_000);
    close();
  }, 40_000);

  test("goes on when the server lost any of the signals", async () => {
    for (let lost = 0; lost < 8; lost++) {
      const { a, b, close, lose } = lineFor(random(lost), { immediate: lost % 2 === 0 });
      const [camera, other] = [picture(), picture()];
      lose(lost);
      a.addTrack(camera.track, camera.stream);
      b.addTrack(other.track, other.stream);
      await sleep(100);
      lose(Infinity);
      a.resynchronize();
      b.resynchronize();
      await until(() => a.state === "connected" && b.state === "connected", `connected though only ${lost} signals came through`, 5000);
      await until(() => a.streams.size === 1 && b.streams.size === 1, `streams though only ${lost} signals came through`, 5000);
      close();
    }
  }, 60_000);

  test("survives the server's restart with the same connection", async () => {
    const { a, b, close } = lineFor();
    const { track, stream } = picture();
    a.addTrack(track, stream);
    await until(() => a.state === "connected" && b.state === "connected");
    const [before, after] = [picture(), ufrag(a)];
    const { connection } = a;
    a.resynchronize();
    b.resynchronize();
    b.addTrack(before.track, before.stream);
    await until(() => a.streams.size === 1);
    same([a.connection === connection, ufrag(a)], [true, after]);
    close();
  });

  test("begins anew with one that began anew, whoever speaks first", async () => {
    for (const [first, second] of [
      ["a", "b"],
      ["b", "a"],
      ["b", ""],
      ["a", ""],
    ]) {
      const pair = lineFor();
      const mine = { a: picture(), b: tone() };
      pair.a.addTrack(mine.a.track, mine.a.stream);
      pair.b.addTrack(mine.b.track, mine.b.stream);
      await until(() => pair.a.state === "connected" && pair.b.state === "connected" && pair.a.streams.size && pair.b.streams.size);
      await sleep(50);
      const reborn = pair.replace("b");
      const streams = { a: picture(), b: tone() };
      for (const who of [first, second]) {
        if (who === "a") pair.a.addTrack(streams.a.track, streams.a.stream);
        if (who === "b") reborn.addTrack(streams.b.track, streams.b.stream);
      }
      await until(() => pair.a.state === "connected" && reborn.state === "connected", `connected, ${first} ${second}`);
      await until(() => reborn.streams.size === (first === "a" || second === "a" ? 2 : 1), "what the other one sends");
      pair.close();
      reborn.close();
    }
  }, 40_000);

  test("ends the media when hung up on, and takes a later offer", async () => {
    const { a, b, close } = lineFor();
    const [mine, theirs] = [picture(), tone()];
    a.addTrack(mine.track, mine.stream);
    b.addTrack(theirs.track, theirs.stream);
    await until(() => [a, b].every((peer) => peer.state === "connected" && peer.streams.size === 1));
    await sleep(50); // what b said before it hung up
    let removed = 0;
    a.on("stream-removed", () => removed++);
    a.receive("hangup", null);
    same([removed, a.state, a.streams.size], [1, "new", 0]);
    await sleep(50);
    same(a.state, "new");
    b.restartIce(); // an offer of theirs
    await until(
      () => a.state === "connected" && b.state === "connected" && a.streams.size === 1 && b.streams.size === 1,
      "connected again",
    );
    close();
  });

  test("takes offers of those who name no streams", async () => {
    const { a, close, foreign } = lineFor(undefined, { foreign: true });
    const connection = /** @type {RTCPeerConnection} */ (foreign);
    const { track } = picture();
    const { sender } = connection.addTransceiver(track, { direction: "sendonly" });
    await until(() => a.streams.size === 1, "a stream of our making");
    /** @type {MediaStream[]} */
    const removed = [];
    a.on("stream-removed", (stream) => removed.push(stream));
    connection.removeTrack(sender);
    await until(() => removed.length === 1, "removed");
    same(a.streams.size, 0);
    close();
  });

  test("keeps candidates that come before their offer, and ignores nonsense", async () => {
    const { a, b, close, errors } = lineFor(undefined, { candidatesFirst: true });
    const { track, stream } = picture();
    await a.receive("candidate", { candidate: "nonsense", sdpMid: "0" });
    await a.receive("answer", { type: "answer", sdp: "v=0\r\n" });
    await a.receive("offer", null);
    same(errors.length, 0);
    await a.receive("offer", { type: "offer", sdp: "nonsense" });
    same(
      errors.map(({ code }) => code),
      ["negotiation"],
    );
    b.addTrack(track, stream);
    await until(() => a.state === "connected" && b.state === "connected");
    close();
  });
});

/** @param {import("./peer.js").Peer} peer */
function ufrag(peer) {
  return /a=ice-ufrag:(.*)/.exec(peer.connection.currentLocalDescription?.sdp ?? "")?.[1];
}
