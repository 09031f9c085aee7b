// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.TestServer;
import dev.switchboard.app.Switchboard;
import dev.switchboard.protocol.Alarm;
import dev.switchboard.protocol.Wire;
import dev.switchboard.protocol.plain.Hellos.Guest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The four promises of `docs/architecture.md`, seen from the clients' side of real sockets on
/// several loops.
class SocketOrderTest {
  private static final int CLIENTS = 6;
  private static final int ACTIONS = 1200;
  private static final List<String> ROOMS = List.of("a", "b");

  @Test
  @Timeout(180)
  void everyClientSeesWhatTheArchitecturePromises() throws Exception {
    try (Alarm _ = new Alarm();
        Switchboard server =
            TestServer.start(
                "loops", "2",
                "limits.chat-count", "10",
                "limits.frames-per-second", "1000000",
                "limits.frames-burst", "1000000",
                "limits.outbox-events", "100000",
                "limits.outbox-bytes", "64m");
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Guest> guests = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        guests.add(Hellos.plain(server.port()));
      }
      List<Future<Witness>> witnesses = new ArrayList<>();
      List<Future<?>> speakers = new ArrayList<>();
      for (Guest guest : guests) {
        witnesses.add(executor.submit(() -> listen(guest)));
        speakers.add(executor.submit(() -> act(guest, guests)));
      }
      for (Future<?> speaker : speakers) {
        speaker.get(30, TimeUnit.SECONDS);
      }
      // Everybody has said everything: what is answered now comes after all that they are sent.
      guests.forEach(guest -> guest.wire().say("{\"type\":\"release\",\"id\":0}"));
      List<Witness> heard = new ArrayList<>();
      for (Future<Witness> witness : witnesses) {
        heard.add(witness.get(30, TimeUnit.SECONDS));
      }
      guests.forEach(guest -> guest.wire().close());
      agree(heard);
    }
  }

  private static Witness listen(Guest guest) throws IOException {
    Witness witness = new Witness(guest.peer());
    boolean more = true;
    while (more) {
      more = witness.hear(guest.wire().hear());
    }
    return witness;
  }

  /// Joins, leaves and speaks. Everything said carries the next number of its sender.
  private static Void act(Guest guest, List<Guest> all) {
    Random random = new Random(guest.peer().hashCode());
    for (int i = 1; i <= ACTIONS; i++) {
      // An answer to `leave` does not name the room, so the request's number tells it.
      String room = ROOMS.get(i % 2);
      String to = all.get(random.nextInt(all.size())).peer();
      guest
          .wire()
          .say(
              switch (random.nextInt(10)) {
                case 0, 1, 2 -> "{\"type\":\"join\",\"id\":%d,\"room\":\"%s\"}".formatted(i, room);
                case 3 -> "{\"type\":\"leave\",\"id\":%d,\"room\":\"%s\"}".formatted(i, room);
                case 4, 5 ->
                    "{\"type\":\"chat\",\"room\":\"%s\",\"text\":\"%d\"}".formatted(room, i);
                case 6, 7 ->
                    "{\"type\":\"signal\",\"room\":\"%s\",\"kind\":\"message\",\"data\":\"%d\"}"
                        .formatted(room, i);
                default ->
                    "{\"type\":\"signal\",\"room\":\"%s\",\"to\":\"%s\",\"kind\":\"hangup\",\"data\":\"%d\"}"
                        .formatted(room, to, i);
              });
    }
    return null;
  }

  /// Promise (d): what two clients both heard, they heard in the same order.
  private static void agree(List<Witness> heard) {
    int common = 0;
    for (String room : ROOMS) {
      for (Witness one : heard) {
        for (Witness other : heard) {
          List<String> ours = shared(one, other, room);
          assertThat(ours).isEqualTo(shared(other, one, room));
          common += one == other ? 0 : ours.size();
        }
      }
    }
    assertThat(common).as("broadcasts heard by two").isGreaterThan(CLIENTS * ACTIONS / 10);
    assertThat(heard.stream().mapToInt(Witness::messages).sum()).isGreaterThan(ACTIONS);
  }

  private static List<String> shared(Witness one, Witness other, String room) {
    Set<String> theirs = new HashSet<>(other.broadcasts(room));
    return one.broadcasts(room).stream().filter(theirs::contains).toList();
  }

  @Test
  void answersToOneClientComeInTheOrderOfItsRequests() {
    try (Switchboard server =
            TestServer.start(
                "limits.frames-per-second", "100000", "limits.frames-burst", "100000");
        Wire ana = Hellos.plain(server.port()).wire()) {
      for (int i = 0; i < 2000; i++) {
        ana.say("{\"id\":%d,\"type\":\"%s\"}".formatted(i, i % 3 == 0 ? "release" : "dance"));
      }
      for (int i = 0; i < 2000; i++) {
        assertThat(ana.hear()).contains("\"re\":" + i + (i % 3 == 0 ? "}" : ","));
      }
    }
  }
}
