// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.carrier.Dial;
import dev.switchboard.carrier.TestSite;
import dev.switchboard.protocol.Wait;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Connections that broke, and clients that come back.
final class RecoveryTest {
  private static final SocketIoOptions.Recovery USUAL = SocketIoOptions.Recovery.USUAL;

  private SocketIo io;
  private Namespace all;
  private TestSite site;
  private volatile boolean open = true;

  private void start(SocketIoOptions.Recovery recovery) throws IOException {
    SocketIoOptions usual = SocketIoOptions.DEFAULT;
    io =
        new SocketIo(
            new SocketIoOptions(usual.connectTimeout(), usual.bounds(), usual.rate(), recovery));
    all = io.of("/");
    all.use(_ -> Gatekeeper.now(open ? Verdict.WELCOME : Verdict.refused("closed")));
    all.onConnect(socket -> {
      socket.on("auth", (_, ack) -> ack.send(socket.auth(), socket.recovered()));
      socket.on("join", (arguments, ack) -> ack.send(socket.join(arguments.text(0))));
      socket.on("name", (arguments, _) -> socket.data(arguments.text(0)));
      socket.on("who", (_, ack) -> ack.send(socket.data(), socket.rooms()));
    });
    site = TestSite.start(TestSite.CALM, io);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  /// A client as its library is: remembers its secret and the offset it heard last.
  private final class Client {
    private Dial dial;
    private String sid = "";
    private String pid = "";
    private String offset = "";

    Client comes() {
      dial = Dial.open(site.port()).say("40{\"token\":1}");
      return isIn();
    }

    Client isIn() {
      String answer = dial.next();
      assertThat(answer).matches("40\\{\"sid\":\"[\\w-]{20}\",\"pid\":\"[\\w-]{20}\"}");
      sid = answer.substring(10, 30);
      pid = answer.substring(39, 59);
      return this;
    }

    /// The next event, without its offset.
    String hears() {
      String event = dial.next();
      int comma = event.lastIndexOf(',');
      offset = event.substring(comma + 2, event.length() - 2);
      return event.substring(0, comma) + "]";
    }

    Client breaks() {
      int there = all.sockets().size();
      dial.close();
      Wait.until("it is gone", () -> all.sockets().size() < there);
      return this;
    }

    Client returns() {
      String at = offset.isEmpty() ? "" : ",\"offset\":\"" + offset + "\"";
      dial = Dial.open(site.port()).say("40{\"token\":1,\"pid\":\"" + pid + "\"" + at + "}");
      return this;
    }

    String asks(String event) {
      dial.say("420[\"" + event + "\"]");
      return dial.next();
    }
  }

  @Test
  void whatWasMissedComesBeforeTheAnswer() throws IOException {
    start(USUAL);
    Client client = new Client().comes();
    String sid = client.sid;
    String pid = client.pid;
    client.dial.say("42[\"name\",\"ann\"]").say("420[\"join\",\"room\"]");
    assertThat(client.dial.next()).isEqualTo("430[true]");
    all.emit("one", 1, new byte[] {1});
    assertThat(client.dial.next()).startsWith("451-[\"one\",1,{");
    assertThat(client.dial.next()).isEqualTo("binary 01");
    all.emit("two");
    assertThat(client.hears()).isEqualTo("42[\"two\"]");
    client.breaks();
    all.to("room").emit("three", new byte[] {3});
    all.to("another room").emit("not for them");
    all.to(sid).emit("four");
    all.everybody().except("room").emit("nor this");
    all.everybody().droppable().emit("nor that");
    client.returns();
    assertThat(client.dial.next())
        .startsWith("451-[\"three\",{\"_placeholder\":true,\"num\":0},\"");
    assertThat(client.dial.next()).isEqualTo("binary 03");
    assertThat(client.hears()).isEqualTo("42[\"four\"]");
    client.isIn();
    assertThat(client.sid).isEqualTo(sid);
    assertThat(client.pid).isEqualTo(pid);
    assertThat(client.asks("who")).isEqualTo("430[\"ann\",[\"room\"]]");
    assertThat(client.asks("auth")).isEqualTo("430[{\"token\":1},true]");
    all.to("room").emit("five");
    assertThat(client.hears()).isEqualTo("42[\"five\"]");
    client.dial.close();
  }

  /// A recovered client may break again, and nothing comes twice.
  @Test
  void onceIsNotTheLastTime() throws IOException {
    start(USUAL);
    Client client = new Client().comes();
    for (int i = 0; i < 5; i++) {
      client.breaks();
      all.emit("news", i);
      client.returns();
      assertThat(client.hears()).isEqualTo("42[\"news\"," + i + "]");
      client.isIn();
    }
    client.dial.close();
  }

  @Test
  void whoHasHeardNothingYetIsRecoveredToo() throws IOException {
    start(USUAL);
    all.emit("before their time");
    Client client = new Client().comes().breaks();
    all.emit("while they were away");
    client.returns();
    assertThat(client.dial.next()).startsWith("42[\"while they were away\"");
    client.isIn().breaks().returns();
    assertThat(client.dial.next()).startsWith("42[\"while they were away\"");
    client.isIn().dial.close();
  }

  @Test
  void aPlaceIsGivenBackOnce() throws IOException {
    start(USUAL);
    Client client = new Client().comes().breaks();
    String sid = client.sid;
    String pid = client.pid;
    client.returns().isIn();
    assertThat(client.sid).isEqualTo(sid);
    Client thief = new Client();
    thief.pid = pid;
    thief.returns().isIn();
    assertThat(thief.sid).isNotEqualTo(sid);
    assertThat(thief.pid).isNotEqualTo(pid);
    assertThat(thief.asks("auth")).isEqualTo("430[{\"token\":1},false]");
    assertThat(all.sockets()).hasSize(2);
    client.dial.close();
    thief.dial.close();
  }

  @Test
  void whatIsForgedOrTooOldBeginsAnew() throws IOException {
    start(USUAL);
    Client client = new Client().comes();
    all.emit("news");
    client.hears();
    client.breaks();
    String sid = client.sid;
    String good = client.pid;
    for (String pid : new String[] {"", "x", "__proto__", good + "x", sid}) {
      Client other = new Client();
      other.pid = pid;
      other.returns().isIn();
      assertThat(other.sid).isNotEqualTo(sid);
      other.dial.close();
    }
    for (String offset : new String[] {"zzzzzz", "-1", "!", "😀", "x".repeat(1000)}) {
      Client other = new Client();
      other.pid = good;
      other.offset = offset;
      other.returns().isIn();
      assertThat(other.sid).isNotEqualTo(sid);
      other.dial.close();
    }
    client.returns().isIn();
    assertThat(client.sid).isEqualTo(sid);
    client.dial.close();
  }

  @Test
  void theTokenIsLookedAtAgain() throws IOException {
    start(USUAL);
    Client client = new Client().comes().breaks();
    open = false;
    client.returns();
    assertThat(client.dial.next()).isEqualTo("44{\"message\":\"closed\"}");
    client.dial.close();
  }

  @Test
  void whoLeftOnPurposeIsNotWaitedFor() throws IOException {
    start(USUAL);
    Client client = new Client().comes();
    String sid = client.sid;
    client.dial.say("41");
    Wait.until("it is gone", () -> all.sockets().isEmpty());
    assertThat(all.recovery().residue()).isZero();
    client.returns().isIn();
    assertThat(client.sid).isNotEqualTo(sid);
    client.dial.close();
  }

  @Test
  void theLogIsBoundedInBytes() throws IOException {
    start(new SocketIoOptions.Recovery(Duration.ofMinutes(2), 10, 10_000));
    Client client = new Client().comes().breaks();
    String sid = client.sid;
    for (int i = 0; i < 20; i++) {
      all.emit("news", "x".repeat(1000));
    }
    client.returns().isIn();
    assertThat(client.sid).isNotEqualTo(sid);
    client.dial.close();
  }

  @Test
  void placesAreBoundedInTimeAndNumber() throws IOException {
    start(new SocketIoOptions.Recovery(Duration.ofMillis(200), 3, 10_000));
    Client client = new Client().comes().breaks();
    String sid = client.sid;
    long gone = System.nanoTime();
    for (int i = 0; i < 6; i++) {
      new Client().comes().breaks();
    }
    assertThat(all.recovery().residue()).isLessThanOrEqualTo(3);
    Wait.until("too late", () -> System.nanoTime() - gone > 250_000_000L);
    client.returns().isIn();
    assertThat(client.sid).isNotEqualTo(sid);
    client.dial.close();
  }

  @Test
  void nobodyTakesTheRoomOfOneWhoIsAway() throws IOException {
    start(USUAL);
    Client client = new Client().comes().breaks();
    Client thief = new Client().comes();
    thief.dial.say("420[\"join\",\"" + client.sid + "\"]");
    assertThat(thief.dial.next()).isEqualTo("430[false]");
    thief.dial.close();
  }

  @Test
  void withoutItNothingIsAppended() throws IOException {
    start(SocketIoOptions.Recovery.OFF);
    try (Dial dial = Dial.in(site.port())) {
      all.emit("news", 1);
      assertThat(dial.next()).isEqualTo("42[\"news\",1]");
      assertThat(all.recovery()).isNull();
    }
  }

  @Test
  void whatAsksForAnAnswerHasNoOffset() throws IOException {
    start(USUAL);
    Client client = new Client().comes();
    all.socket(client.sid)
        .ask(
            Duration.ofSeconds(1),
            new Acknowledged() {
              @Override
              public void answered(Arguments arguments) {}

              @Override
              public void missed() {}
            },
            "question",
            1);
    assertThat(client.dial.next()).isEqualTo("420[\"question\",1]");
    all.everybody().droppable().emit("droppable");
    assertThat(client.dial.next()).isEqualTo("42[\"droppable\"]");
    client.dial.close();
  }
}
