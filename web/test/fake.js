// SPDX-License-Identifier: Apache-2.0
import { FakeSocket } from "./wire.js";

/**
 * A server of switchboard.v1 inside the page, on wires that a test may cut where it likes. It knows enough of the protocol for the
 * client's tests; the truth is the real one, which web/test does not need.
 *
 * @typedef {import("./wire.js").Wire} Wire
 *
 * @typedef {{ id: string, secret: string, about: any, handle?: string, status: string, wire?: Wire, numbered: boolean,
 *   out: { seq: number, text: string }[], sent: number, seen: number, grace?: ReturnType<typeof setTimeout>, watching: boolean }} Someone
 */

export class FakeServer {
  /** @type {Set<Wire>} */ wires = new Set();
  /** @type {Map<string, Someone>} */ people = new Map();
  /** @type {Map<string, Set<Someone>>} */ rooms = new Map();
  /** @type {Map<string, number>} */ chats = new Map();
  /** @type {Map<string, string>} */ secrets = new Map();
  /** Every numbered or plain frame, once and in order. @type {any[]} */ log = [];
  dialled = 0;
  down = false;
  grace = 30;
  heartbeat = 20;
  features = ["resume"];
  limits = {
    frame: 262_144,
    about: 4_096,
    chat: 8_192,
    name: 256,
    room: 256,
    rooms: 16,
    outbox: 1 << 20,
    replay: 1 << 20,
    frames: 1e6,
    burst: 1e6,
  };
  /** @type {RTCIceServer[]} */ ice = [];
  iceLifetime = 0;
  /** Frames that get no answer. @type {(frame: any) => boolean} */ deaf = () => false;
  /** Whether the wire breaks instead of carrying the next frame. */ mishap = () => false;
  #ids = 0;

  /** To be given to connect() as its WebSocket. @returns {typeof WebSocket} */
  get WebSocket() {
    const server = this;
    return /** @type {any} */ (
      function () {
        return new FakeSocket(server);
      }
    );
  }

  /** Forgets everything but whose secret is whose, as a restarted server does. */
  restart() {
    this.people.clear();
    this.rooms.clear();
    this.chats.clear();
    for (const wire of [...this.wires]) wire.cut(1001);
  }

  /** @param {Wire} wire @param {any} frame */
  receive(wire, frame) {
    if (frame.type === "hello") return this.#hello(wire, frame);
    const someone = wire.someone;
    if (!someone) return;
    if (frame.type === "ping") return wire.toClient(JSON.stringify({ type: "pong", ack: someone.seen }));
    if (frame.type === "pong" || frame.type === "ack") return this.#acknowledged(someone, frame.seq ?? frame.ack);
    if (someone.numbered) {
      if (frame.seq <= someone.seen) return;
      if (frame.seq !== someone.seen + 1) return wire.close(4400, `${frame.seq} after ${someone.seen}`);
      someone.seen = frame.seq;
      if (frame.seq % 8 === 0) wire.toClient(JSON.stringify({ type: "ack", seq: frame.seq }));
    }
    this.log.push(frame);
    if (!this.deaf(frame)) this.#handle(someone, frame);
  }

  /** @param {Wire} wire */
  broken(wire) {
    this.wires.delete(wire);
    const { someone } = wire;
    if (!someone || someone.wire !== wire) return;
    someone.wire = undefined;
    if (!someone.numbered) return this.#end(someone);
    this.#toRoomsOf(someone, { type: "peer-disconnected" });
    someone.grace = setTimeout(() => this.#end(someone), this.grace * 1000);
  }

  /** @param {Wire} wire @param {number} code the client's */
  closed(wire, code) {
    const { someone } = wire;
    if (someone?.wire === wire && code === 1000) {
      someone.wire = undefined;
      this.#end(someone);
    }
    wire.dead = true;
    this.broken(wire);
  }

  /** @param {Someone} someone @param {object} frame */
  tell(someone, frame) {
    let text = JSON.stringify(frame);
    if (someone.numbered) {
      text = JSON.stringify({ seq: ++someone.sent, ...frame });
      someone.out.push({ seq: someone.sent, text });
    }
    someone.wire?.toClient(text);
  }

  /** @param {string} name an id or a handle */
  find(name) {
    return [...this.people.values()].find(({ id, handle }) => id === name || handle === name);
  }

  /** @param {Wire} wire @param {any} hello */
  #hello(wire, { features = [], about = {}, resume }) {
    if (resume && this.secrets.get(resume.peer) !== resume.secret) return wire.close(4401);
    const known = resume && this.people.get(resume.peer);
    const id = resume?.peer ?? `peer-${String(++this.#ids).padStart(4, "0")}`;
    const secret = resume?.secret ?? `secret of ${id}`;
    const numbered = features.includes("resume") && this.features.includes("resume");
    const resumed = Boolean(known && numbered && (known.out[0]?.seq ?? known.sent + 1) <= resume.received + 1);
    if (known && !resumed) this.#end(known);
    /** @type {Someone} */
    const someone = resumed ? known : { id, secret, about, status: "available", numbered, out: [], sent: 0, seen: 0, watching: false };
    const former = someone.wire;
    clearTimeout(someone.grace);
    someone.wire = wire;
    wire.someone = someone;
    former?.close(4409);
    this.people.set(id, someone);
    this.secrets.set(id, secret);
    if (resumed) someone.out = someone.out.filter(({ seq }) => seq > resume.received);
    const { heartbeat, grace, limits } = this;
    wire.toClient(
      JSON.stringify({
        type: "welcome",
        version: 1,
        features: numbered ? ["resume"] : [],
        peer: id,
        secret,
        resumed,
        received: someone.seen,
        heartbeat,
        grace,
        ice: this.ice,
        iceLifetime: this.iceLifetime,
        limits,
        server: "fake",
      }),
    );
    for (const { text } of someone.out) wire.toClient(text);
    if (resumed) this.#toRoomsOf(someone, { type: "peer-reconnected" });
  }

  /** @param {Someone} someone @param {any} frame */
  #handle(someone, frame) {
    const room = this.rooms.get(frame.room);
    /** @param {object} [result] */
    const ok = (result) => frame.id !== undefined && this.tell(someone, { type: "ok", re: frame.id, ...result });
    /** @param {string} code */
    const refuse = (code) => this.tell(someone, { type: "refused", re: frame.id, code, message: `${frame.type}: ${code}` });
    if (frame.type === "ice") return ok({ ice: this.ice, iceLifetime: this.iceLifetime });
    if (frame.type === "join") return ok(this.#join(someone, frame.room));
    if (frame.type === "describe")
      this.#toRoomsOf(Object.assign(someone, { about: frame.about }), { type: "peer-changed", about: frame.about });
    if (frame.type === "status") someone.status = frame.status;
    if (frame.type === "who") return ok({ peers: [...(room ?? [])].map(member) });
    if (frame.type === "claim") {
      const owner = [...this.people.values()].find((other) => other.handle === frame.handle);
      const proven = owner === someone || (frame.owner?.peer === owner?.id && frame.owner?.secret === owner?.secret);
      if (owner && !proven) return refuse("handle-taken");
      if (owner && owner !== someone) this.tell(Object.assign(owner, { handle: undefined }), { type: "handle-lost", handle: frame.handle });
      someone.handle = frame.handle;
      return ok({ handle: frame.handle });
    }
    if (frame.type === "watch")
      return ok({
        people: [...this.people.values()]
          .filter((one) => one.handle)
          .map((one) => ({ handle: one.handle, peer: one.id, status: one.status, about: one.about })),
      });
    if (frame.type === "ring") return this.#ring(someone, frame, ok, refuse);
    if (frame.type === "signal" && frame.room === undefined) return this.#send(someone, frame, ok, refuse);
    if (["leave", "chat"].includes(frame.type) || (frame.type === "signal" && frame.room)) {
      if (!room?.has(someone)) return refuse("not-in-room");
      if (frame.type === "leave") this.#leave(someone, frame.room);
      if (frame.type === "chat") {
        const n = (this.chats.get(frame.room) ?? 0) + 1;
        this.chats.set(frame.room, n);
        for (const other of room)
          this.tell(other, { type: "chat", room: frame.room, n, from: someone.id, about: someone.about, text: frame.text, at: 1 });
      }
      if (frame.type === "signal") {
        if (frame.to !== undefined && ![...room].some(({ id }) => id === frame.to)) return refuse("not-in-room");
        for (const other of room) {
          if (other !== someone && (frame.to ?? other.id) === other.id)
            this.tell(other, { type: "signal", room: frame.room, from: someone.id, kind: frame.kind, data: frame.data });
        }
      }
    }
    ok();
  }

  /** @param {Someone} someone @param {any} frame @param {(result: object) => void} ok @param {(code: string) => void} refuse */
  #ring(someone, frame, ok, refuse) {
    const callee = this.find(frame.to);
    if (!callee) return refuse("peer-unknown");
    this.tell(callee, {
      type: "ring",
      call: `call-${frame.id}`,
      from: someone.id,
      handle: someone.handle,
      about: someone.about,
      data: frame.data ?? null,
    });
    ok({ call: `call-${frame.id}` });
  }

  /** @param {Someone} someone @param {any} frame @param {() => void} ok @param {(code: string) => void} refuse */
  #send(someone, frame, ok, refuse) {
    const target = this.find(frame.to);
    if (!target) return refuse("peer-unknown");
    this.tell(target, { type: "signal", from: someone.id, handle: someone.handle, kind: frame.kind, data: frame.data });
    ok();
  }

  /** @param {Someone} someone @param {string} name */
  #join(someone, name) {
    const room = this.rooms.get(name) ?? new Set();
    this.rooms.set(name, room);
    const others = [...room].filter((other) => other !== someone);
    if (!room.has(someone)) for (const other of others) this.tell(other, { type: "peer-joined", room: name, ...member(someone) });
    room.add(someone);
    return { room: name, peers: others.map(member), chat: [] };
  }

  /** @param {Someone} someone @param {string} name */
  #leave(someone, name) {
    const room = this.rooms.get(name);
    if (room?.delete(someone)) for (const other of room) this.tell(other, { type: "peer-left", room: name, peer: someone.id });
  }

  /** @param {Someone} someone */
  #end(someone) {
    clearTimeout(someone.grace);
    for (const name of this.rooms.keys()) this.#leave(someone, name);
    if (this.people.get(someone.id) === someone) this.people.delete(someone.id);
  }

  /** @param {Someone} someone @param {object} frame */
  #toRoomsOf(someone, frame) {
    for (const [room, members] of this.rooms) {
      if (members.has(someone)) for (const other of members) if (other !== someone) this.tell(other, { ...frame, room, peer: someone.id });
    }
  }

  /** @param {Someone} someone @param {number} seq */
  #acknowledged(someone, seq) {
    someone.out = someone.out.filter((kept) => kept.seq > seq);
  }
}

/** @param {Someone} someone */
function member({ id, handle, about, wire }) {
  return { peer: id, handle, about, connected: Boolean(wire) };
}
