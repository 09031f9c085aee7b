// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What strangers may do in a tutorial's dialect, while two others talk: these hear each other in
/// order, nothing is logged as a fault, and when all are gone the server holds nothing.
class HostileTest {
  private static final String[] FAST = {
    "limits.frames-per-second", "1000000", "limits.frames-burst", "1000000"
  };
  private static final List<String> NAMES =
      List.of("__proto__", "constructor", "toString", "valueOf", "hasOwnProperty", "prototype");

  @ParameterizedTest
  @EnumSource
  void aHundredThousandScrambledMessagesDisturbNobody(Tongue tongue) throws Exception {
    attack(
        tongue,
        (hall, worker) -> {
          Random random = new Random(20261121 + worker);
          Scrambler scrambler = new Scrambler(tongue, random);
          for (int round = 0; round < 50; round++) {
            ByteArrayOutputStream messages = new ByteArrayOutputStream();
            for (int i = 0; i < 500; i++) {
              byte[] text = scrambler.next().getBytes(StandardCharsets.UTF_8);
              messages.writeBytes(Wire.frame(Wire.TEXT, text));
            }
            byte[] all = messages.toByteArray();
            try (Wire wire = connect(hall, tongue, round % 3)) {
              Thread.ofVirtual().start(wire::closeCode);
              wire.raw(all);
              leave(wire, random.nextInt(3));
            } catch (IOException _) {
              // It was dropped: what the others say in its lobby is too much for it.
            }
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void stormsOfNamesAndRoomsDisturbNobody(Tongue tongue) throws Exception {
    attack(
        tongue,
        (hall, worker) -> {
          for (int round = 0; round < 10; round++) {
            try (Wire wire = connect(hall, tongue, worker)) {
              Thread.ofVirtual().start(wire::closeCode);
              for (int i = 0; i < 200; i++) {
                String name = NAMES.get(i % NAMES.size()) + (i % 2 == 0 ? "" : i);
                wire.say(tongue.hello(name, name)).say(tongue.frame(name, name, i));
                wire.say("{\"type\":\"leave\",\"name\":\"" + name + "\"}");
              }
              leave(wire, round % 3);
            } catch (UncheckedIOException _) {
              // As above.
            }
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void closingInEveryStateLeavesNothingBehind(Tongue tongue) throws Exception {
    attack(
        tongue,
        (hall, worker) -> {
          List<String> steps =
              List.of(
                  tongue.hello("x" + worker, "x" + worker),
                  tongue.frame("x" + worker, "y" + worker, 1),
                  "{\"type\":\"offer\",\"offer\":1,\"name\":\"y" + worker + "\"}",
                  "{\"type\":\"answer\",\"answer\":1,\"name\":\"y" + worker + "\"}",
                  "{\"type\":\"leave\",\"name\":\"y" + worker + "\"}");
          for (int manner = 0; manner < 3; manner++) {
            for (int step = 0; step <= steps.size(); step++) {
              try (Wire other = connect(hall, tongue, worker);
                  Wire wire = connect(hall, tongue, worker)) {
                other.say(tongue.hello("x" + worker, "y" + worker));
                for (String said : steps.subList(0, step)) {
                  wire.say(said);
                }
                leave(wire, manner);
                leave(other, (manner + step) % 3);
              }
            }
          }
        });
  }

  /// What one of several attackers does.
  private interface Attack {
    void run(Hall hall, int worker);
  }

  private static void attack(Tongue tongue, Attack attack) throws Exception {
    try (Hall hall = Tongue.hall(FAST);
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Couple couple = new Couple(hall, tongue, "couple");
      CompletableFuture<?>[] attacks = new CompletableFuture<?>[4];
      for (int i = 0; i < attacks.length; i++) {
        int worker = i;
        attacks[i] = CompletableFuture.runAsync(() -> attack.run(hall, worker), executor);
      }
      CompletableFuture<Void> all = CompletableFuture.allOf(attacks);
      int exchanged = 0;
      while (!all.isDone()) {
        couple.areUndisturbed();
        exchanged++;
      }
      all.get(10, TimeUnit.SECONDS);
      couple.areUndisturbed();
      assertThat(exchanged).isPositive();
    }
  }

  /// In one of a few lobbies, so that attackers meet.
  private static Wire connect(Hall hall, Tongue tongue, int lobby) {
    try {
      return Wire.connect(hall.port(), 0, tongue.mount() + "/" + lobby, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void leave(Wire wire, int manner) {
    switch (manner) {
      case 0 -> wire.reset();
      case 1 -> wire.close();
      default -> {
        try {
          wire.send(Wire.CLOSE, new byte[] {3, (byte) 0xe8});
        } catch (IOException _) {
          // It was dropped already.
        }
      }
    }
  }
}
