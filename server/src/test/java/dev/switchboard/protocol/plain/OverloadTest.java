// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.TestServer;
import dev.switchboard.app.Switchboard;
import dev.switchboard.hub.Refusal;
import dev.switchboard.net.CloseReason;
import dev.switchboard.protocol.Alarm;
import dev.switchboard.protocol.Wait;
import dev.switchboard.protocol.Wire;
import dev.switchboard.protocol.plain.Hellos.Guest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Too much from one client costs that client, and nobody else.
class OverloadTest {
  private static final int JOINS = 10_000;

  @Test
  void tenThousandJoinsAreRefusedThenClosedAndDelayNobody() throws Exception {
    try (Alarm _ = new Alarm();
        Switchboard server = TestServer.start("loops", "2");
        Bystanders bystanders = new Bystanders(server.port());
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Wire flooder = Hellos.plain(server.port()).wire();
      Future<?> flood = executor.submit(() -> flood(flooder));
      Future<Integer> code = executor.submit(() -> countedCode(flooder));
      while (!code.isDone()) {
        bystanders.areUndisturbed();
        Thread.sleep(1);
      }
      assertThat(code.get()).isEqualTo(CloseReason.FLOOD.code());
      flooder.close();
      flood.get(15, TimeUnit.SECONDS);
      Wait.until("counted", () -> server.tally().closes(CloseReason.FLOOD) == 1);
      assertThat(server.tally().refusals(Refusal.RATE_LIMITED)).isBetween(999L, 4000L);
      bystanders.areUndisturbed();
    }
  }

  private static void flood(Wire wire) {
    try {
      for (int i = 0; i < JOINS; i++) {
        wire.send(
            Wire.TEXT,
            "{\"type\":\"join\",\"id\":%d,\"room\":\"flood-%d\"}"
                .formatted(i, i % 16)
                .getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException _) {
      // The server had enough.
    }
  }

  /// Every request until the close was answered, in order, first with ok, then with refusals.
  private static int countedCode(Wire wire) throws IOException {
    int next = 0;
    boolean refused = false;
    Wire.Heard heard = wire.next();
    for (; heard.opcode() != Wire.CLOSE; heard = wire.next()) {
      assertThat(heard.text()).contains("\"re\":" + next++ + ",");
      refused |= heard.text().contains("\"rate-limited\"");
    }
    assertThat(refused).isTrue();
    assertThat(next).isBetween(1001, 5000);
    return heard.code();
  }

  @Test
  void aSlowReaderIsClosedAndDelaysNobody() throws Exception {
    try (Alarm _ = new Alarm();
        Switchboard server =
            TestServer.start(
                "loops",
                "2",
                "limits.frames-per-second",
                "100000",
                "limits.frames-burst",
                "100000");
        Bystanders bystanders = new Bystanders(server.port());
        Wire slow = Wire.connect(server.port(), 4096)) {
      Guest ana = Hellos.plain(server.port());
      ana.enter("{\"type\":\"join\",\"id\":1,\"room\":\"r\"}");
      Guest bob = Hellos.plain(server.port());
      bob.enter("{\"type\":\"join\",\"id\":1,\"room\":\"r\"}");
      slow.say(Hellos.NUMBERED).say("{\"seq\":1,\"type\":\"join\",\"room\":\"r\"}");
      bob.wire().hear("peer-joined");

      String pad = "x".repeat(60_000);
      String heard = "";
      int sent = 0;
      while (!heard.contains("peer-left")) {
        assertThat(sent).as("messages to one who does not read").isLessThan(2000);
        ana.wire()
            .say(
                "{\"type\":\"signal\",\"room\":\"r\",\"kind\":\"message\",\"data\":[%d,\"%s\"]}"
                    .formatted(sent, pad));
        heard = bob.wire().hear();
        if (heard.contains("\"signal\"")) {
          assertThat(heard).contains("\"data\":[" + sent++ + ",");
        }
        bystanders.areUndisturbed();
      }
      assertThat(sent).isGreaterThan(16);
      slow.reset();
      Wait.until("counted", () -> server.tally().closes(CloseReason.SLOW) == 1);
      assertThat(server.tally().peers()).isEqualTo(4);
      ana.wire().close();
      bob.wire().close();
    }
  }

  @Test
  void whoAsksWithoutReadingIsClosedToo() throws Exception {
    try (Alarm _ = new Alarm();
        Switchboard server =
            TestServer.start(
                "loops",
                "1",
                "limits.frames-per-second",
                "1000000",
                "limits.frames-burst",
                "1000000");
        Bystanders bystanders = new Bystanders(server.port());
        Wire slow = Wire.connect(server.port(), 4096);
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      slow.say(Hellos.PLAIN).hear("welcome");
      Future<?> asking = executor.submit(() -> ask(slow));
      Wait.until("it is gone", () -> server.tally().peers() == 2);
      bystanders.areUndisturbed();
      slow.reset();
      Wait.until("counted", () -> server.tally().closes(CloseReason.SLOW) == 1);
      asking.get(15, TimeUnit.SECONDS);
    }
  }

  private static void ask(Wire wire) {
    byte[] chat =
        "{\"type\":\"dance\",\"id\":1,\"pad\":\"%s\"}"
            .formatted("x".repeat(400))
            .getBytes(StandardCharsets.UTF_8);
    try {
      while (true) {
        wire.send(Wire.TEXT, chat);
      }
    } catch (IOException _) {
      // The server had enough.
    }
  }
}
