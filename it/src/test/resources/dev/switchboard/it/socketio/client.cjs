// SPDX-License-Identifier: Apache-2.0
// Plays a stock client of Socket.IO against a server: node client.cjs <module> <url> <old|current>
// <transports>. Ends with 0 where all went as it should, and says on which step it did not.
const [, , module_, url, generation, transports] = process.argv;
const io = require(module_);
const old = generation === "old";
const options = { transports: transports.split(","), forceNew: true, reconnectionDelay: 50, reconnectionDelayMax: 50 };
let step = "start";

const recovers = Boolean(process.env.RECOVERS);

/** The next time that somebody emits this: its arguments, without the offset that a client which recovers needs. */
const next = (emitter, event) => many(emitter, event, 1).then(([args]) => args);
const many = (emitter, event, count) => new Promise(done => {
  const all = [];
  emitter.on(event, function hear(...args) {
    if (recovers && !["connect_error", "disconnect", "question"].includes(event)) args.pop();
    if (all.push(args) < count) return;
    emitter.off(event, hear);
    done(all);
  });
});
const is = (actual, expected) => {
  const [a, b] = [actual, expected].map(value => JSON.stringify(value));
  if (a !== b) throw new Error(`${a} is not ${b}`);
};
const connect = (name, more) => io(url + name, { ...options, ...more });
const engineOf = socket => socket.io.engine;

/** What is said to an engine that is about to close is lost, by no fault of the server. */
const cut = socket => {
  const gone = new Promise(done => socket.once("disconnect", done));
  engineOf(socket).close();
  return gone;
};

async function main() {
  step = "connect";
  const socket = connect("/", old ? {} : { auth: { token: "abc" } });
  const greeting = next(socket, "auth");
  await next(socket, "connect");
  is((await greeting)[0], old ? {} : { token: "abc" });

  step = "transport";
  const last = transports.split(",").pop();
  while (engineOf(socket).transport.name !== last) await next(engineOf(socket), "upgrade");

  step = "events";
  const back = next(socket, "message-back");
  socket.emit("message", 1, "zwölf €😀", { a: [true, null] });
  is(await back, [1, "zwölf €😀", { a: [true, null] }]);
  const all = many(socket, "message-back", 200);
  for (let i = 0; i < 200; i++) socket.emit("message", i);
  is(await all, [...Array(200).keys()].map(i => [i]));

  step = "acks";
  is(await new Promise(done => socket.emit("message-with-ack", 1, "2", (...args) => done(args))), [1, "2"]);
  socket.on("question", (value, answer) => answer(value, "fine"));
  is(await new Promise(done => socket.emit("ask-me", 7, (...args) => done(args))), [[7, "fine"]]);

  step = "bytes";
  const bytes = next(socket, "message-back");
  socket.emit("message", Buffer.from([1, 2, 3]), { deep: [Buffer.from([255])] }, Buffer.alloc(0));
  const [first, second, third] = await bytes;
  is([...first, ...second.deep[0], third.length], [1, 2, 3, 255, 0]);
  const large = Buffer.alloc(200_000, 7);
  is((await new Promise(done => socket.emit("message-with-ack", large, done))).length, 200_000);

  step = "namespaces";
  const custom = connect("/custom" + (old ? "?token=x" : ""), old ? {} : { auth: { token: "x" } });
  is(await next(custom, "auth"), [{ token: "x" }]);
  custom.emit("message", "apart");
  is(await next(custom, "message-back"), ["apart"]);

  step = "refusal";
  const intruder = connect("/private", {});
  const [refusal] = await next(intruder, old ? "error" : "connect_error");
  if (old) is(refusal, { code: 401 });
  else is([refusal.message, refusal.data], ["Not authorized", { code: 401 }]);
  const nowhere = connect("/random", {});
  const [unknown] = await next(nowhere, old ? "error" : "connect_error");
  is(unknown.message, "Invalid namespace");

  step = "rooms";
  const other = connect("/", {});
  await next(other, "connect");
  const join = one => new Promise(done => one.emit("join", "room", done));
  is(await join(socket), 1);
  is(await join(other), 2);
  const heard = next(other, "room-message");
  socket.emit("room-message", "room", "hi");
  is(await heard, ["room", socket.id, "hi"]);

  step = "reconnect";
  const again = next(socket, "connect");
  const id = socket.id;
  await cut(socket);
  socket.emit("message", "said while away");
  const late = next(socket, "message-back");
  await again;
  is(await late, ["said while away"]);
  if (recovers) {
    if (!socket.recovered || socket.id !== id) throw new Error("not recovered");
    const missed = next(socket, "room-message");
    await cut(socket);
    await new Promise(done => other.emit("message-with-ack", () => done()));
    other.emit("room-message", "room", "missed");
    is(await missed, ["room", other.id, "missed"]);
  } else if (socket.id === id) throw new Error("the same id");

  step = "kick";
  const [reason] = await new Promise(done => {
    other.once("disconnect", (...args) => done(args));
    other.emit("kick-me");
  });
  is(reason, "io server disconnect");

  step = "goodbye";
  for (const one of [socket, custom, intruder, nowhere, other]) one.close();
}

setTimeout(() => { console.log("stuck at: " + step); process.exit(1); }, 20_000).unref();
main().then(() => process.exit(0), error => { console.log(`failed at: ${step}: ${error.stack}`); process.exit(1); });
