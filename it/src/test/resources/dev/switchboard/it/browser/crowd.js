// SPDX-License-Identifier: Apache-2.0
// Runs in an empty page of the site: many people for the pictures of one person's call, with one drawn picture each. They speak the client's
// own protocol, and have a connection to that one person only.
(() => {
  const SIZE = [320, 180];
  const WALLS = ["#7E9A95", "#C29A78", "#8E9277", "#A98459", "#6F8299", "#B08A8A", "#8A8FA8", "#9AA583"];
  const SHIRTS = ["#2F4468", "#6E2C22", "#C98F2E", "#A65A6B", "#3E5A32", "#5E3A5C", "#2C4A52", "#0F6B57"];
  const SKINS = ["#EBBF95", "#C68A5E", "#7A4A2E", "#F0C8A2", "#D9A67C", "#A66E46"];
  const HAIR = ["#1D1815", "#8C3E2E", "#17110D", "#4A2A1C", "#C9A24A", "#6B4A2E"];
  const all = new Map();

  /** A head and shoulders before a wall; `beat` moves a little, so that frames go on. */
  function portrait(pen, n, beat) {
    const [w, h] = [pen.canvas.width, pen.canvas.height];
    const disc = (x, y, rx, ry, colour) => {
      pen.fillStyle = colour;
      pen.beginPath();
      pen.ellipse(x * w, y * h, rx * h, ry * h, 0, 0, 7);
      pen.fill();
    };
    pen.fillStyle = WALLS[n % WALLS.length];
    pen.fillRect(0, 0, w, h);
    pen.fillStyle = "rgb(255 255 255 / .25)";
    pen.fillRect(w * (0.08 + 0.7 * (n % 2)), h * 0.16, w * 0.14, h * 0.3);
    const sway = 0.5 + Math.sin(beat / 6) * 0.004;
    disc(sway, 1.08, 0.42, 0.42, SHIRTS[n % SHIRTS.length]);
    disc(sway, 0.4, 0.215, 0.26, HAIR[n % HAIR.length]);
    disc(sway, 0.68, 0.08, 0.12, SKINS[n % SKINS.length]);
    disc(sway, 0.46, 0.17, 0.23, SKINS[n % SKINS.length]);
    for (const eye of [-0.04, 0.04]) disc(sway + eye, 0.44, 0.016, 0.02, "#221D16");
    disc(sway, 0.58, 0.05, 0.012, "#7A3B2E");
  }

  /** A plan somebody shows. */
  function plan(pen, beat) {
    const { width: w, height: h } = pen.canvas;
    pen.fillStyle = "#FDFCF7";
    pen.fillRect(0, 0, w, h);
    pen.fillStyle = "#1C1B16";
    pen.font = `700 ${h / 14}px Besley, serif`;
    pen.fillText("Street fair, 14 June", w * 0.06, h * 0.16);
    pen.fillStyle = "#E4EBDF";
    pen.fillRect(w * 0.06, h * 0.24, w * 0.56, h * 0.66);
    const colours = ["#0A6652", "#B98A33", "#8A3B22", "#3B4F72"];
    for (let i = 0; i < 8; i++) {
      pen.fillStyle = colours[i % 4];
      pen.fillRect(w * (0.1 + (i % 4) * 0.13), h * (0.34 + Math.floor(i / 4) * 0.28), w * 0.09, h * 0.12);
    }
    pen.fillStyle = "#F2E6C6";
    pen.fillRect(w * 0.68, h * 0.54, w * 0.26, h * 0.26);
    pen.fillStyle = "#1C1B16";
    pen.fillRect(w * 0.45 + Math.sin(beat / 9) * 8, h * 0.5, 5, 9);
  }

  /** A canvas as a camera, at a few frames a second. */
  function film(size, draw) {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = size;
    const pen = canvas.getContext("2d");
    let beat = 0;
    draw(pen, beat);
    const timer = setInterval(() => draw(pen, ++beat), 350);
    const [track] = canvas.captureStream(3).getVideoTracks();
    return { track, end: () => { clearInterval(timer); track.stop(); } };
  }

  /** A camera that never gives a picture. */
  function blank() {
    const [track] = document.createElement("canvas").captureStream(0).getVideoTracks();
    return { track, end: () => track.stop() };
  }

  /** A voice that never rests, this loud. */
  function sound(gain) {
    const context = new AudioContext();
    const out = context.createMediaStreamDestination();
    const voice = new OscillatorNode(context, { frequency: 220 });
    const volume = new GainNode(context, { gain });
    voice.connect(volume).connect(out);
    voice.start();
    return { track: out.stream.getAudioTracks()[0], volume, end: () => void context.close() };
  }

  /** Silence, of which everybody gets a copy. */
  const hush = () => {
    const { track, end } = (hush.source ??= sound(0));
    const copy = track.clone();
    return { track: copy, end: () => copy.stop() };
  };

  /** Who is not shown sends no picture. */
  function heed(one, height) {
    one.wanted = height;
    for (const sender of one.peer?.connection.getSenders() ?? []) {
      if (sender.track?.kind !== "video") continue;
      const how = sender.getParameters();
      for (const encoding of how.encodings) encoding.active = height > 0;
      void sender.setParameters(how).catch(() => {});
    }
  }

  /** Somebody comes.
   * @param {{ room: string, star: string, name: string, number: number, part: "listens" | "speaks" | "quiet" | "muted" | "dark" | "shows" | "promises" }} who */
  async function come({ room: name, star, number, part, ...who }) {
    const { connect } = await import("/client/switchboard.js");
    const face = new MediaStream();
    const shown = new MediaStream();
    const parts = [];
    const add = (stream, one) => {
      parts.push(one);
      stream.addTrack(one.track);
    };
    const [camera, mic, screen] = [part !== "dark", part !== "muted" && part !== "dark", part === "shows" || part === "promises"];
    if (camera) add(face, film(SIZE, (pen, beat) => portrait(pen, number, beat)));
    const voice = part === "speaks" ? sound(0.5) : part === "quiet" ? sound(0) : null;
    if (mic) add(face, voice ?? hush());
    if (screen) add(shown, part === "shows" ? film([1280, 720], plan) : blank());
    const machine = { sockets: [], broken: false };
    const WebSocket = function (...where) {
      if (machine.broken) return { readyState: 0, send() {}, close() {} }; // to nowhere, without an end
      const socket = new globalThis.WebSocket(...where);
      machine.sockets.push(socket);
      return socket;
    };
    const about = { name: who.name, mic, camera, face: face.id, screen: screen ? shown.id : "" };
    const line = connect({ WebSocket, about });
    await line.ready;
    const room = await line.join(name);
    const one = { line, room, about, peer: null, machine, end: () => parts.forEach((some) => some.end()) };
    all.set(who.name, one);
    Object.assign(one, { voice, wanted: -1 });
    room.on("message", ({ data }) => {
      if (data?.wants) heed(one, data.wants.face);
    });
    room.on("peer", (peer) => {
      if (peer.about.name !== star) return;
      one.peer = peer;
      for (const stream of [face, shown]) for (const track of stream.getTracks()) peer.addTrack(track, stream);
      void room.send({ wants: { face: 0, screen: 0 } }, peer.id); // nobody looks
    });
  }

  globalThis.crowd = {
    come: (people) => Promise.all(people.map(come)),
    of: (name) => all.get(name),
    /** Their machine is gone. */
    breaks: (name) => {
      const { peer, machine } = all.get(name);
      machine.broken = true;
      peer.connection.close();
      machine.sockets.at(-1).close();
    },
    records: (name, on) => all.get(name).line.describe({ ...all.get(name).about, recording: on ? "all" : "" }),
    speaks: (name) => (all.get(name).voice.volume.gain.value = 0.5),
    wanted: (name) => all.get(name).wanted,
    nameOf: (id) => [...all].find(([, { line }]) => line.peer === id)?.[0] ?? "",
    rings: async (name, handle) => {
      const { connect } = await import("/client/switchboard.js");
      const line = await connect({ about: { name } }).ready;
      await line.ring(handle, { room: "elsewhere", video: true });
    },
    keeps: (names) => crowd.go([...all.keys()].filter((name) => !names.includes(name))),
    go: (names) => names.forEach((name) => {
      const one = all.get(name);
      all.delete(name);
      void one.room.leave();
      one.line.close();
      one.end();
    }),
  };
})();
