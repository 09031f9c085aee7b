// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.carrier.Dial;
import dev.switchboard.carrier.Poller;
import dev.switchboard.carrier.TestSite;
import dev.switchboard.conformance.EngineIoEcho;
import dev.switchboard.net.Connection;
import dev.switchboard.net.Origins;
import dev.switchboard.text.Utf8;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// From polling to a WebSocket.
final class EngineIoUpgradeTest {
  private static TestSite site;

  @BeforeAll
  static void start() throws IOException {
    site = TestSite.start(TestSite.CALM, new EngineIoEcho());
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void theWebSocketTakesOver() {
    Poller poller = Poller.open(site.port());
    var poll = Parked.poll(site, poller);
    try (Dial dial = upgrading(poller)) {
      dial.say("2probe");
      assertThat(dial.next()).isEqualTo("3probe");
      assertThat(Poller.join(poll).body()).isEqualTo("6");
      dial.say("5").say("4hello");
      assertThat(dial.next()).isEqualTo("4hello");
      for (var late : List.of(poller.get(), poller.post("4late"))) {
        assertThat(late.statusCode()).isEqualTo(400);
        assertThat(late.body()).isEqualTo("{\"code\":3,\"message\":\"Bad request\"}");
      }
      dial.say("4still here");
      assertThat(dial.next()).isEqualTo("4still here");
    }
  }

  @Test
  void whatWaitsComesOverTheWebSocket() {
    Poller poller = Poller.open(site.port());
    try (Dial dial = upgrading(poller)) {
      dial.say("2probe");
      assertThat(dial.next()).isEqualTo("3probe");
      poller.post("4one\u001ebAAE=\u001e4two");
      dial.say("5");
      assertThat(dial.next()).isEqualTo("4one");
      assertThat(dial.next()).isEqualTo("binary 0001");
      assertThat(dial.next()).isEqualTo("4two");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "2", "2prob", "4hello", "1", "", "x"})
  void anythingElseClosesTheNewWebSocketOnly(String packet) {
    Poller poller = Poller.open(site.port());
    try (Dial dial = upgrading(poller)) {
      dial.say(packet);
      assertThat(dial.next()).startsWith("closed");
    }
    poller.post("4still here");
    assertThat(poller.get().body()).isEqualTo("4still here");
    upgrades(poller);
  }

  @Test
  void soDoesAnythingElseAfterTheProbe() {
    Poller poller = Poller.open(site.port());
    try (Dial dial = upgrading(poller)) {
      dial.say("2probe");
      assertThat(dial.next()).isEqualTo("3probe");
      dial.sayBytes(1, 2);
      assertThat(dial.next()).startsWith("closed");
    }
    upgrades(poller);
  }

  @Test
  void aSecondWebSocketIsClosed() {
    Poller poller = Poller.open(site.port());
    try (Dial first = upgrading(poller);
        Dial second = upgrading(poller)) {
      assertThat(second.next()).startsWith("closed");
      first.say("2probe");
      assertThat(first.next()).isEqualTo("3probe");
      first.say("5").say("4a");
      assertThat(first.next()).isEqualTo("4a");
      try (Dial third = upgrading(poller)) {
        assertThat(third.next()).startsWith("closed");
      }
      first.say("4b");
      assertThat(first.next()).isEqualTo("4b");
    }
  }

  @Test
  void aWebSocketThatTakesTooLongIsClosed() throws IOException {
    EngineIoOptions options = TestSite.calm(Duration.ofMillis(50), 10, new Origins(List.of("*")));
    try (TestSite hasty = TestSite.start(options, new EngineIoEcho())) {
      Poller poller = Poller.open(hasty.port());
      try (Dial dial = Dial.raw(hasty.port(), "EIO=4&sid=" + poller.sid())) {
        dial.say("2probe");
        assertThat(dial.next()).isEqualTo("3probe");
        assertThat(dial.next()).startsWith("closed");
      }
      poller.post("4a");
      assertThat(poller.get().body()).isEqualTo("4a");
      assertPollsWait(poller);
    }
  }

  /// Such a session is as it was before: its polls wait, and another WebSocket may try.
  @Test
  void aWebSocketThatIsLostLeavesPollingAsItWas() {
    Poller poller = Poller.open(site.port());
    Dial dial = upgrading(poller);
    dial.say("2probe");
    assertThat(dial.next()).isEqualTo("3probe");
    dial.goodbye();
    assertThat(dial.next()).startsWith("closed");
    assertPollsWait(poller);
    upgrades(poller);
  }

  @Test
  void nothingIsLostDoubledOrReordered() throws Exception {
    try (TestSite chatty = TestSite.start(TestSite.CALM, Counting::open);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<List<String>>> clients = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        clients.add(() -> heardByOneWhoUpgrades(chatty.port()));
      }
      List<String> all = IntStream.range(0, Counting.MESSAGES).mapToObj(n -> "4" + n).toList();
      for (Future<List<String>> client : threads.invokeAll(clients)) {
        assertThat(client.get()).isEqualTo(all);
      }
    }
  }

  /// Says one message at a time, each of which is answered by some, and upgrades in between.
  private static List<String> heardByOneWhoUpgrades(int port) {
    List<String> heard = new ArrayList<>();
    Poller poller = Poller.open(port);
    int said = 0;
    for (; said < 3; said++) {
      poller.post("4" + said);
    }
    heard.add(poller.packet());
    try (Dial dial = Dial.raw(port, "EIO=4&sid=" + poller.sid())) {
      dial.say("2probe");
      var poll = poller.hasUnread() ? null : poller.ask();
      for (; said < 6; said++) {
        poller.post("4" + said);
      }
      while (!dial.next().equals("3probe")) {
        // Nothing else may come before.
        throw new AssertionError();
      }
      if (poll != null) {
        heard.addAll(messages(Poller.join(poll).body()));
      }
      while (poller.hasUnread()) {
        heard.add(poller.packet());
      }
      poller.post("4" + said++);
      dial.say("5");
      for (; said < 10; said++) {
        dial.say("4" + said);
      }
      while (heard.size() < Counting.MESSAGES) {
        heard.add(dial.next());
      }
    }
    return heard;
  }

  private static List<String> messages(String body) {
    return List.of(body.split("\u001e")).stream().filter(packet -> !packet.equals("6")).toList();
  }

  private static void upgrades(Poller poller) {
    try (Dial dial = upgrading(poller)) {
      dial.say("2probe");
      assertThat(dial.next()).isEqualTo("3probe");
      dial.say("5").say("4on it");
      assertThat(dial.next()).isEqualTo("4on it");
    }
  }

  /// Longer than the server would wait for the last word of an upgrade.
  private static void assertPollsWait(Poller poller) {
    var poll = poller.ask();
    long asked = System.nanoTime();
    dev.switchboard.protocol.Wait.until("150 ms", () -> System.nanoTime() - asked > 150_000_000L);
    assertThat(poll).isNotDone();
    poller.post("4news");
    assertThat(Poller.join(poll).body()).isEqualTo("4news");
  }

  private static Dial upgrading(Poller poller) {
    return Dial.raw(site.port(), "EIO=4&sid=" + poller.sid());
  }

  /// Answers each message with the next numbers, from a thread of its own; and with `wrong` where
  /// messages are not what they must be, the numbers from 0 on.
  private static final class Counting implements Connection.Listener {
    static final int EACH = 50;
    static final int MESSAGES = 10 * EACH;

    private final Connection connection;
    private int expected;
    private int next;

    private Counting(Connection connection) {
      this.connection = connection;
    }

    static Connection.Listener open(Connection connection, EngineIoHandshake handshake) {
      return new Counting(connection);
    }

    @Override
    public void received(Utf8 message) {
      if (!message.is("" + expected++)) {
        connection.send(Utf8.of("wrong: " + message));
      }
      Thread.ofVirtual()
          .start(() -> {
            for (int i = 0; i < EACH; i++) {
              connection.execute(() -> {
                connection.send(Utf8.of("" + next++));
                connection.flush();
              });
            }
          });
    }

    @Override
    public void receivedBinary(byte[] bytes, int offset, int length) {}

    @Override
    public void drain() {}

    @Override
    public void writable() {}

    @Override
    public void closed(int code, boolean byPeer) {}
  }
}
