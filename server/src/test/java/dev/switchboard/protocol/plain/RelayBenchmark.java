// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import dev.switchboard.auth.PeerSecrets;
import dev.switchboard.hub.Attachment;
import dev.switchboard.hub.Command;
import dev.switchboard.hub.Event;
import dev.switchboard.hub.Hub;
import dev.switchboard.hub.HubListener;
import dev.switchboard.hub.Limits;
import dev.switchboard.hub.Peer;
import dev.switchboard.hub.PeerId;
import dev.switchboard.hub.RoomName;
import dev.switchboard.hub.Time;
import dev.switchboard.json.JsonObject;
import dev.switchboard.json.JsonWriter;
import dev.switchboard.text.Utf8;
import java.util.concurrent.TimeUnit;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The pieces of one relayed message, without sockets: stops 3 to 6 of `docs/architecture.md`. Run
/// as `docs/benchmarks.md` says.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RelayBenchmark {
  /// The size of what is relayed: a candidate, or a session description.
  @Param({"200", "2048"})
  int bytes = 200;

  private final JsonObject frame = new JsonObject();
  private final JsonWriter out = new JsonWriter();
  private final Hub hub = new Hub(Limits.DEFAULT, HubListener.NONE, Time.SYSTEM);
  private final Peer ana = attached("ana");
  private final Peer bob = attached("bob");
  private final PlainDecoder decoder =
      new PlainDecoder(
          Limits.DEFAULT, new PeerSecrets(new SecretKeySpec(new byte[32], "HmacSHA256")));
  private Utf8 message = Utf8.EMPTY;
  private Utf8 type = Utf8.EMPTY;
  private Command command = new Command.Watch();
  private Event event = new Event.Done(0);

  @Setup
  public void setUp() {
    for (Peer peer : new Peer[] {ana, bob}) {
      hub.submit(peer, new Command.Join(RoomName.of("brass-lamp-42")), Hub.NO_REQUEST);
    }
    String sdp = "a=candidate:1 1 udp 2122260223 192.0.2.1 54321 typ host\\r\\n".repeat(64);
    message =
        Utf8.of(
            "{\"type\":\"signal\",\"room\":\"brass-lamp-42\",\"to\":\"bob\",\"kind\":\"offer\",\"data\":{\"type\":\"offer\",\"sdp\":\""
                + sdp.substring(0, bytes / 61 * 61)
                + "\"}}");
    frame.read(message);
    type = Utf8.of("signal");
    command = decoder.decode(frame, type);
    empty(ana);
    empty(bob);
    hub.submit(ana, command, Hub.NO_REQUEST);
    event = next(bob);
    empty(bob);
  }

  /// Reads a frame as a command.
  @Benchmark
  public Command decode() {
    frame.read(message);
    return decoder.decode(frame, type);
  }

  /// From one peer's command to the other's event, through a room.
  @Benchmark
  public Event relay() {
    hub.submit(ana, command, Hub.NO_REQUEST);
    Event relayed = next(bob);
    empty(bob);
    return relayed;
  }

  /// Writes the event as a frame.
  @Benchmark
  public Utf8 encode() {
    PlainEncoder.encode(event, out.clear());
    return out.view();
  }

  /// All three.
  @Benchmark
  public Utf8 whole() {
    frame.read(message);
    hub.submit(ana, decoder.decode(frame, type), Hub.NO_REQUEST);
    PlainEncoder.encode(next(bob), out.clear());
    empty(bob);
    return out.view();
  }

  private Peer attached(String name) {
    return switch (hub.attach(PeerId.of(name), Fields.NOTHING, () -> {})) {
      case Attachment.Attached it -> it.peer();
      case Attachment.Taken _, Attachment.Full _ -> throw new IllegalStateException(name);
    };
  }

  private static Event next(Peer peer) {
    Event event = peer.outbox().poll();
    if (event == null) {
      throw new IllegalStateException("nothing arrived");
    }
    return event;
  }

  private static void empty(Peer peer) {
    Event event = peer.outbox().poll();
    while (event != null) {
      event = peer.outbox().poll();
    }
  }
}
