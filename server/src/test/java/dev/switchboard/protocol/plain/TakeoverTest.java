// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.TestServer;
import dev.switchboard.app.Switchboard;
import dev.switchboard.net.CloseReason;
import dev.switchboard.protocol.Alarm;
import dev.switchboard.protocol.Json;
import dev.switchboard.protocol.Wait;
import dev.switchboard.protocol.Wire;
import dev.switchboard.protocol.plain.Hellos.Guest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Several connections want the same peer: one at a time has it, and nothing is lost on the way.
class TakeoverTest {
  private static final int ROUNDS = 40;
  private static final int RIVALS = 6;

  @Test
  void theNewConnectionWinsWhileTheOldOneStillLives() {
    try (Alarm _ = new Alarm();
        Switchboard server = TestServer.start("loops", "2")) {
      Guest ana = Hellos.numbered(server.port());
      ana.enter("{\"seq\":1,\"type\":\"join\",\"id\":1,\"room\":\"r\"}");
      for (int round = 2; round < ROUNDS; round++) {
        Guest again = Hellos.again(server.port(), ana.back(round - 1));
        assertThat(again.resumed()).isTrue();
        assertThat(again.received()).isEqualTo(round - 1);
        assertThat(ana.wire().closeCode()).isEqualTo(CloseReason.REPLACED.code());
        ana.wire().close();
        again
            .wire()
            .say("{\"seq\":%d,\"type\":\"chat\",\"room\":\"r\",\"text\":\"x\"}".formatted(round));
        assertThat(again.wire().hear("\"chat\"")).startsWith("{\"seq\":" + round + ",");
        ana = again;
      }
      ana.wire().close();
      Wait.until("all counted", () -> server.tally().closes(CloseReason.REPLACED) == ROUNDS - 2);
    }
  }

  @Test
  @Timeout(180)
  void ofManyWhoComeAtOnceOneWinsAndHasEverything() throws Exception {
    try (Alarm _ = new Alarm();
        Switchboard server =
            TestServer.start(
                "loops",
                "2",
                "limits.frames-per-second",
                "1000000",
                "limits.frames-burst",
                "1000000");
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Guest bob = Hellos.plain(server.port());
      bob.enter("{\"type\":\"join\",\"id\":1,\"room\":\"r\"}");
      Guest ana = Hellos.numbered(server.port());
      ana.enter("{\"seq\":1,\"type\":\"join\",\"id\":1,\"room\":\"r\"}");
      ana.wire().close();
      for (int round = 0; round < ROUNDS; round++) {
        rush(server, executor, bob, ana, round);
      }
      bob.wire().close();
      assertThat(server.tally().closes(CloseReason.REPLACED)).isEqualTo(ROUNDS * (RIVALS - 1));
    }
  }

  /// All rivals resume at once while bob speaks; in the end the one that is left has heard all.
  private static void rush(
      Switchboard server, ExecutorService executor, Guest bob, Guest ana, int round)
      throws Exception {
    CyclicBarrier start = new CyclicBarrier(RIVALS);
    List<Wire> wires = Collections.synchronizedList(new ArrayList<>());
    List<Future<List<Map<?, ?>>>> rivals = new ArrayList<>();
    for (int i = 0; i < RIVALS; i++) {
      rivals.add(executor.submit(rival(server.port(), ana, start, wires, round)));
    }
    for (int i = 0; i < 20; i++) {
      bob.wire().say(signal(ana, round + " " + i));
    }
    int before = round * (RIVALS - 1);
    Wait.until(
        "all but one replaced",
        () -> server.tally().closes(CloseReason.REPLACED) == before + RIVALS - 1);
    bob.wire().say(signal(ana, "end of " + round));
    int winners = 0;
    for (Future<List<Map<?, ?>>> rival : rivals) {
      List<Map<?, ?>> heard = rival.get(15, TimeUnit.SECONDS);
      if (("end of " + round).equals(heard.getLast().get("data"))) {
        winners++;
        assertThat(heard.stream().filter(frame -> "signal".equals(frame.get("type"))))
            .hasSize(21 * (round + 1));
      }
    }
    assertThat(winners).isEqualTo(1);
    wires.forEach(Wire::close);
  }

  /// Resumes from the first frame on, and hears until the end of the round or of the line.
  private static Callable<List<Map<?, ?>>> rival(
      int port, Guest ana, CyclicBarrier start, List<Wire> wires, int round) {
    return () -> {
      Wire wire = Wire.connect(port);
      wires.add(wire);
      start.await();
      wire.say(ana.back(0));
      List<Map<?, ?>> heard = new ArrayList<>();
      heard.add(Map.of());
      long seq = 0;
      Wire.Heard next = wire.next();
      for (; next.opcode() != Wire.CLOSE; next = wire.next()) {
        if (next.opcode() != Wire.TEXT) {
          continue;
        }
        Map<?, ?> frame = (Map<?, ?>) Json.parse(next.text());
        if (frame.get("type").equals("welcome")) {
          assertThat(frame.get("resumed")).isEqualTo(true);
          continue;
        }
        assertThat(frame.get("seq")).isEqualTo(++seq);
        heard.add(frame);
        if (("end of " + round).equals(frame.get("data"))) {
          return heard;
        }
      }
      assertThat(next.code()).isEqualTo(CloseReason.REPLACED.code());
      wire.close();
      return heard;
    };
  }

  private static String signal(Guest to, String data) {
    return "{\"type\":\"signal\",\"to\":\"%s\",\"kind\":\"message\",\"data\":\"%s\"}"
        .formatted(to.peer(), data);
  }

  @Test
  void whoComesAgainWhileItsPeerIsBeingEndedKeepsItsId() throws Exception {
    try (Alarm _ = new Alarm();
        Switchboard server = TestServer.start("loops", "2", "limits.replay-bytes", "0");
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Guest ana = Hellos.numbered(server.port());
      ana.enter("{\"seq\":1,\"type\":\"join\",\"id\":1,\"room\":\"r\"}");
      for (int round = 0; round < ROUNDS / 2; round++) {
        CyclicBarrier start = new CyclicBarrier(RIVALS);
        List<Future<String>> ids = new ArrayList<>();
        for (int i = 0; i < RIVALS; i++) {
          ids.add(executor.submit(() -> idAfresh(server.port(), ana, start)));
        }
        for (Future<String> id : ids) {
          assertThat(id.get(15, TimeUnit.SECONDS)).isIn(ana.peer(), "replaced");
        }
      }
      ana.wire().close();
    }
  }

  /// Comes back having heard nothing, though the server keeps nothing: so it must begin afresh.
  private static String idAfresh(int port, Guest ana, CyclicBarrier start) throws Exception {
    try (Wire wire = Wire.connect(port)) {
      start.await();
      wire.say(ana.back(7));
      Wire.Heard heard = wire.next();
      return heard.opcode() == Wire.CLOSE
          ? "replaced"
          : (String) ((Map<?, ?>) Json.parse(heard.text())).get("peer");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
