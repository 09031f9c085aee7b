// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.TestServer;
import dev.switchboard.app.Switchboard;
import dev.switchboard.hub.Refusal;
import dev.switchboard.protocol.Alarm;
import dev.switchboard.protocol.Json;
import dev.switchboard.protocol.Wire;
import dev.switchboard.protocol.plain.Hellos.Guest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What cannot be granted is refused with the right code, is counted, and disturbs nobody, the
/// asker's own connection included.
class RefusalTest {
  private static final String NAME = "\"somebody\"";
  private static final List<String> NO_NAMES =
      List.of(
          "null",
          "5",
          "true",
          "[]",
          "{}",
          "\"\"",
          "\"a\\nb\"",
          "\"\\u0000\"",
          "\"\\u007f\"",
          "\"\\u0085\"",
          "\"\\ud800\"",
          "\"x\\udc00x\"",
          "\"" + "x".repeat(257) + "\"",
          "\"" + "é".repeat(129) + "\"",
          "\"" + "x".repeat(10_000) + "\"");
  private static final List<String> NO_WORDS =
      List.of("null", "5", "[]", "{}", "\"\"", "\"OFFER\"", "\"\\ud800\"");
  private static final List<String> NO_OBJECTS = List.of("null", "5", "true", "[]", "\"{}\"");

  private static Switchboard server;
  private static Bystanders bystanders;
  private static Alarm alarm;
  private static Guest ana;
  private static long id;

  @BeforeAll
  static void start() {
    alarm = new Alarm();
    server =
        TestServer.start(
            "limits.room-members", "2",
            "limits.frames-per-second", "100000",
            "limits.frames-burst", "100000");
    bystanders = new Bystanders(server.port());
    ana = Hellos.plain(server.port());
  }

  @AfterAll
  static void stop() {
    bystanders.close();
    ana.wire().close();
    server.close();
    alarm.close();
  }

  @AfterEach
  void nobodyElseIsDisturbed() {
    bystanders.areUndisturbed();
    alarm.staysSilent();
  }

  /// Valid fields of every request that has any; those in brackets may be left out.
  private static Map<String, Map<String, String>> requests() {
    Map<String, Map<String, String>> requests = new LinkedHashMap<>();
    requests.put(
        "join",
        Map.of(
            "room",
            NAME,
            "[knock]",
            "true",
            "[start]",
            "{}",
            "[password]",
            NAME,
            "[ticket]",
            NAME));
    requests.put("leave", Map.of("room", NAME));
    requests.put("who", Map.of("room", NAME));
    requests.put("chat", Map.of("room", NAME, "text", "\"hello\""));
    requests.put("describe", Map.of("about", "{}"));
    requests.put("status", Map.of("status", "\"away\""));
    requests.put("claim", Map.of("handle", NAME, "[owner]", "{\"peer\":\"x\",\"secret\":\"y\"}"));
    requests.put("ring", Map.of("to", NAME));
    requests.put("ringing", Map.of("call", NAME));
    requests.put("accept", Map.of("call", NAME));
    requests.put("decline", Map.of("call", NAME, "[reason]", "\"busy\""));
    requests.put("cancel", Map.of("call", NAME));
    for (String type : List.of("admit", "deny", "lower-hand")) {
      requests.put(type, Map.of("room", NAME, "peer", NAME));
    }
    requests.put("remove", Map.of("room", NAME, "peer", NAME, "[ban]", "true"));
    requests.put("appoint", Map.of("room", NAME, "peer", NAME, "role", "\"host\""));
    requests.put("ask", Map.of("room", NAME, "wish", "\"mute\"", "[to]", NAME));
    requests.put("rules", Map.of("room", NAME, "[lobby]", "true", "[locked]", "true"));
    requests.put("raise-hand", Map.of("room", NAME));
    requests.put("end", Map.of("room", NAME));
    requests.put("signal", Map.of("[room]", NAME, "[to]", NAME, "kind", "\"offer\""));
    return requests;
  }

  @Test
  void everyFieldThatIsMissingOrWrongIsNamed() {
    requests()
        .forEach((type, fields) -> {
          for (String field : fields.keySet()) {
            String name = field.replaceAll("[\\[\\]]", "");
            for (String wrong : wrongFor(name)) {
              String said = refused(request(type, fields, field, wrong), Refusal.BAD_FIELD);
              assertThat(said).startsWith(name + ": ").hasSizeLessThan(300);
            }
            if (name.equals(field)) {
              assertThat(refused(request(type, fields, field, ""), Refusal.BAD_FIELD))
                  .startsWith(name + ": missing (expected: ");
            }
          }
        });
  }

  @Test
  void wrongFieldsOfAnOwnerAreNamed() {
    for (String wrong : NO_NAMES) {
      refused(
          "\"type\":\"claim\",\"handle\":\"h\",\"owner\":{\"peer\":%s,\"secret\":\"s\"}"
              .formatted(wrong),
          Refusal.BAD_FIELD);
    }
    for (String wrong : List.of("null", "5", "{}", "\"\\ud800\"")) {
      refused(
          "\"type\":\"claim\",\"handle\":\"h\",\"owner\":{\"peer\":\"p\",\"secret\":%s}"
              .formatted(wrong),
          Refusal.BAD_FIELD);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "1.5",
        "1.0",
        "1e3",
        "\"1\"",
        "null",
        "true",
        "[]",
        "{}",
        "9007199254740992",
        "18446744073709551616",
        "1" + "00000000000000000000000000000000"
      })
  void whatIsNoIdIsRefusedWithoutOne(String bad) {
    long before = server.tally().refusals(Refusal.BAD_FIELD);
    ana.wire().say("{\"type\":\"join\",\"id\":%s,\"room\":\"r\"}".formatted(bad));
    Map<?, ?> heard = (Map<?, ?>) Json.parse(ana.wire().hear());
    assertThat(heard.get("code")).isEqualTo("bad-field");
    assertThat(heard.containsKey("re")).isFalse();
    assertThat(server.tally().refusals(Refusal.BAD_FIELD)).isEqualTo(before + 1);
  }

  @Test
  void theLargestIdIsAnswered() {
    ana.wire().say("{\"type\":\"release\",\"id\":9007199254740991}");
    assertThat(ana.wire().hear()).isEqualTo("{\"type\":\"ok\",\"re\":9007199254740991}");
  }

  @Test
  void ofAFieldThatComesTwiceTheLastCounts() {
    ana.wire()
        .say("{\"id\":1,\"type\":\"dance\",\"type\":\"who\",\"id\":2,\"room\":5,\"room\":\"r\"}");
    assertThat(ana.wire().hear())
        .isEqualTo("{\"type\":\"ok\",\"re\":2,\"room\":\"r\",\"peers\":[],\"count\":0}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "__proto__",
        "constructor",
        "toString",
        "hasOwnProperty",
        "👋🏽",
        "\u202e",
        "null",
        " "
      })
  void namesThatMeanSomethingElsewhereAreJustNames(String name) {
    for (String type : List.of("join\",\"room", "claim\",\"handle")) {
      ana.wire().say("{\"type\":\"%s\":\"%s\",\"id\":7,\"%s\":1}".formatted(type, name, name));
      Map<?, ?> heard = (Map<?, ?>) Json.parse(ana.wire().hear());
      assertThat(heard.get("type")).isEqualTo("ok");
      assertThat(heard.containsValue(name)).isTrue();
    }
    ana.wire().say("{\"type\":\"leave\",\"room\":\"%s\"}".formatted(name));
    ana.wire().say("{\"type\":\"release\",\"id\":8}");
    assertThat(ana.wire().hear()).contains("\"re\":8");
  }

  @Test
  void unknownTypesAreRefused() {
    for (String type : List.of("dance", "", "JOIN", "welcome", "ok", "__proto__", "\\u0000")) {
      refused("\"type\":\"" + type + "\"", Refusal.UNKNOWN_TYPE);
    }
    refused("\"type\":\"" + "x".repeat(10_000) + "\"", Refusal.UNKNOWN_TYPE);
  }

  @Test
  void whatIsOverALimitIsRefused() {
    refused(
        "\"type\":\"describe\",\"about\":{\"x\":\"%s\"}".formatted("x".repeat(2041)),
        Refusal.TOO_LARGE);
    refused(
        "\"type\":\"chat\",\"room\":\"r\",\"text\":\"%s\"".formatted("é".repeat(4097)),
        Refusal.TOO_LARGE);
    String join = "\"type\":\"join\",\"room\":\"r\",\"%s\":\"%s\"";
    refused(join.formatted("password", "x".repeat(257)), Refusal.TOO_LARGE);
    refused(join.formatted("ticket", "x".repeat(257)), Refusal.TOO_LARGE);
  }

  @Test
  void whatBelongsToOthersIsOutOfReach() {
    String room = Bystanders.ROOM;
    String to = bystanders.ana();
    refused("\"type\":\"join\",\"room\":\"" + room + "\"", Refusal.ROOM_FULL);
    refused("\"type\":\"leave\",\"room\":\"" + room + "\"", Refusal.NOT_IN_ROOM);
    refused("\"type\":\"chat\",\"text\":\"x\",\"room\":\"" + room + "\"", Refusal.NOT_IN_ROOM);
    String signal = "\"type\":\"signal\",\"kind\":\"offer\",\"room\":\"" + room + "\"";
    refused(signal, Refusal.NOT_IN_ROOM);
    refused(signal + ",\"to\":\"" + to + "\"", Refusal.NOT_IN_ROOM);
    refused("\"type\":\"claim\",\"handle\":\"" + to + "\"", Refusal.HANDLE_TAKEN);
    refused(
        "\"type\":\"claim\",\"handle\":\"%s\",\"owner\":{\"peer\":\"%s\",\"secret\":\"%s\"}"
            .formatted(to, to, ana.secret()),
        Refusal.HANDLE_TAKEN);
    refused("\"type\":\"ring\",\"to\":\"nobody\"", Refusal.PEER_UNKNOWN);
    refused("\"type\":\"ring\",\"to\":\"" + ana.peer() + "\"", Refusal.BUSY);
  }

  @Test
  void aCallOfOthersIsOutOfReach() {
    Guest bob = Hellos.plain(server.port());
    Guest eve = Hellos.plain(server.port());
    bob.wire().say("{\"type\":\"ring\",\"id\":1,\"to\":\"" + eve.peer() + "\"}");
    Map<?, ?> ok = (Map<?, ?>) Json.parse(bob.wire().hear());
    for (String type : List.of("ringing", "accept", "decline", "cancel")) {
      refused(
          "\"type\":\"%s\",\"call\":\"%s\"".formatted(type, ok.get("call")), Refusal.CALL_UNKNOWN);
    }
    eve.wire().hear("ring");
    eve.wire().say("{\"type\":\"accept\",\"id\":1,\"call\":\"%s\"}".formatted(ok.get("call")));
    assertThat(eve.wire().hear()).isEqualTo("{\"type\":\"ok\",\"re\":1}");
    bob.wire().close();
    eve.wire().close();
  }

  @Test
  void ofARoomWithAnOrderOthersAreOutOfReach() {
    Guest host = Hellos.plain(server.port());
    host.enter(
        "{\"type\":\"join\",\"id\":1,\"room\":\"ours\",\"start\":{\"password\":\"sesame\"}}");
    String peer = "\"peer\":\"" + host.peer() + "\"";
    for (String act :
        List.of(
            "admit\"," + peer,
            "deny\"," + peer,
            "remove\"," + peer,
            "appoint\",\"role\":\"guest\"," + peer,
            "lower-hand\"," + peer,
            "ask\",\"wish\":\"mute\"",
            "rules\",\"locked\":true",
            "raise-hand\"",
            "end\"")) {
      refused("\"room\":\"ours\",\"type\":\"" + act, Refusal.NOT_IN_ROOM);
    }
    assertThat(refused("\"type\":\"join\",\"room\":\"ours\"", Refusal.WRONG_PASSWORD))
        .doesNotContain("sesame");
    host.wire().close();
  }

  @Test
  void tooManyRoomsAreRefused() {
    try (Wire bob = Hellos.plain(server.port()).wire()) {
      for (int i = 0; i < 17; i++) {
        bob.say("{\"type\":\"join\",\"id\":%d,\"room\":\"many-%d\"}".formatted(i, i));
        assertThat(bob.hear()).contains(i < 16 ? "\"ok\"" : "\"too-many-rooms\"");
      }
    }
  }

  private static List<String> wrongFor(String field) {
    return switch (field) {
      case "kind", "status", "reason", "role", "wish" -> NO_WORDS;
      case "about", "owner", "start" -> NO_OBJECTS;
      case "knock", "ban", "lobby", "locked" -> List.of("null", "1", "\"true\"", "[]");
      case "password", "ticket" -> List.of("null", "5", "[]", "{}", "\"\\ud800\"");
      case "text" -> List.of("null", "5", "[]", "{}", "\"\"", "\"\\ud800\"", "\"\\udc00\\ud800\"");
      default -> NO_NAMES;
    };
  }

  /// The inside of a frame with one field replaced, or left out where the value is empty.
  private static String request(
      String type, Map<String, String> fields, String field, String value) {
    Map<String, String> changed = new HashMap<>(fields);
    changed.put(field, value);
    List<String> parts = new ArrayList<>(List.of("\"type\":\"" + type + "\""));
    changed.forEach((name, given) -> {
      if (!given.isEmpty()) {
        parts.add("\"" + name.replaceAll("[\\[\\]]", "") + "\":" + given);
      }
    });
    return String.join(",", parts);
  }

  /// Ana asks, and is refused for this reason; returns the message.
  private static String refused(String inside, Refusal why) {
    long before = server.tally().refusals(why);
    long request = ++id;
    ana.wire().say("{\"id\":" + request + "," + inside + "}");
    Map<?, ?> heard = (Map<?, ?>) Json.parse(ana.wire().hear());
    assertThat(heard.get("code")).as(inside).isEqualTo(PlainWords.code(why));
    assertThat(heard.get("re")).isEqualTo(request);
    assertThat(server.tally().refusals(why)).isEqualTo(before + 1);
    return (String) heard.get("message");
  }
}
