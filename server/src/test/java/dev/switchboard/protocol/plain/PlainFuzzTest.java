// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.net.CloseReason;
import dev.switchboard.protocol.Alarm;
import dev.switchboard.protocol.FakeConnection;
import dev.switchboard.protocol.Json;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.core.JacksonException;

/// Frames that were right until something happened to them: nothing but a refusal or a close comes
/// of it, all that is sent is JSON, and a request with an id has exactly one answer.
class PlainFuzzTest {
  private static final int ROUNDS = 200_000;
  private static final long MOST_ID = (1L << 53) - 1;
  private static final Set<String> ANSWERLESS = Set.of("hello", "ping", "pong", "ack");
  private static final Set<CloseReason> ALLOWED =
      Set.of(
          CloseReason.MALFORMED, CloseReason.VERSION, CloseReason.BAD_SECRET, CloseReason.REPLACED);

  private final Random random = new Random(20261121);
  private final Desk desk = Desk.open();
  private final Mutator mutator = new Mutator(random);
  private int answered;
  private int closed;

  @Test
  @Timeout(180)
  void mutatedFramesAreAnsweredRefusedOrClosed() {
    try (Alarm _ = new Alarm()) {
      Client[] clients = {new Client(false), new Client(true), new Client(false)};
      for (int round = 0; round < ROUNDS; round++) {
        clients[random.nextInt(clients.length)].speak();
        if (round % 50 == 0) {
          // Those who broke are gone, or rooms would fill with them.
          desk.hub().tick();
          desk.protocol().tick();
        }
        for (Client client : clients) {
          client.hear();
        }
      }
      assertThat(answered).as("requests that were answered").isGreaterThan(ROUNDS / 4);
      assertThat(closed).as("connections that were closed").isGreaterThan(ROUNDS / 200);
    }
  }

  /// One connection after another.
  private final class Client {
    private final boolean numbered;
    private FakeConnection connection = new FakeConnection();
    private String id = "";
    private String secret = "";
    private long said;

    Client(boolean numbered) {
      this.numbered = numbered;
      greet();
    }

    void speak() {
      String frame = mutator.frame(id, secret);
      if (numbered && random.nextInt(50) > 0) {
        frame = "{\"seq\":" + ++said + "," + frame.substring(1);
      }
      String mutant = mutator.mutated(frame);
      connection.say(mutant).run();
      if (connection.closedWith() != null) {
        return;
      }
      Object request = answerable(mutant);
      int answers = 0;
      for (String heard : connection.heard()) {
        Map<?, ?> said = (Map<?, ?>) Json.parse(heard);
        if (said.containsKey("re")) {
          check(said.get("re").equals(request), mutant);
          answers++;
        }
      }
      if (request != null) {
        check(answers == 1, mutant);
        answered++;
      }
    }

    void hear() {
      connection.run();
      for (String heard : connection.heard()) {
        check(Json.parse(heard) instanceof Map, heard);
      }
      CloseReason why = connection.closedWith();
      if (why != null) {
        check(ALLOWED.contains(why), why.toString());
        closed++;
        connection.lose(1006);
        greet();
      }
    }

    private void greet() {
      connection = desk.connect();
      if (random.nextInt(4) == 0) {
        connection.say(mutator.mutated(numbered ? Hellos.back(id + "x", secret, 0) : Hellos.PLAIN));
        if (connection.closedWith() == null) {
          connection.heard();
        }
        connection.lose(1006);
        connection = desk.connect();
      }
      connection.say(numbered ? Hellos.NUMBERED : Hellos.PLAIN);
      Map<?, ?> welcome = Desk.welcome(connection);
      id = (String) welcome.get("peer");
      secret = (String) welcome.get("secret");
      said = 0;
      mutator.knows(id);
    }

    /// The id that must be answered, or null.
    private @Nullable Object answerable(String mutant) {
      try {
        Map<?, ?> frame = (Map<?, ?>) Json.parse(mutant);
        boolean dropped = numbered && !(frame.get("seq") instanceof Long seq && seq.equals(said));
        return !dropped
                && frame.get("id") instanceof Long id
                && id >= 0
                && id <= MOST_ID
                && !ANSWERLESS.contains(frame.get("type"))
            ? id
            : null;
      } catch (JacksonException | ClassCastException e) {
        throw new AssertionError("neither closed nor JSON: " + mutant, e);
      }
    }
  }

  private static void check(boolean right, String what) {
    if (!right) {
      throw new AssertionError(what);
    }
  }

  @Test
  void theMutatorLeavesMostFramesAsJson() {
    int json = 0;
    for (int i = 0; i < 1000; i++) {
      try {
        Json.parse(mutator.mutated(mutator.frame("a", "b")));
        json++;
      } catch (JacksonException _) {
        // That is what it is for.
      }
    }
    assertThat(json).isBetween(400, 950);
  }
}
