// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.carrier.Dial;
import dev.switchboard.carrier.Poller;
import dev.switchboard.carrier.TestSite;
import dev.switchboard.conformance.SocketIoFixture;
import dev.switchboard.protocol.Wait;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Who hears what, in which order, and what becomes of those who do not listen.
final class SocketIoRoomTest {
  private static SocketIo io;
  private static Namespace all;
  private static TestSite site;

  @BeforeAll
  static void start() throws IOException {
    io = SocketIoFixture.make(false);
    all = io.of("/");
    site = TestSite.start(TestSite.CALM, io);
  }

  @AfterAll
  static void stop() {
    Wait.until("nobody is left", () -> site.sessions() == 0 && all.residue() == 0);
    site.close();
  }

  @Test
  void theOthersInTheRoomHear() {
    try (Dial one = joined("room");
        Dial two = joined("room");
        Dial outside = entered()) {
      one.say("42[\"room-message\",\"room\",1,{\"a\":[2]}]");
      assertThat(two.next())
          .isEqualTo("42[\"room-message\",\"room\",\"" + one.sid() + "\",1,{\"a\":[2]}]");
      one.say(
              "452-[\"room-message\",\"room\",{\"_placeholder\":true,\"num\":1},"
                  + "{\"_placeholder\":true,\"num\":0}]")
          .sayBytes(1)
          .sayBytes(2);
      assertThat(two.next())
          .startsWith("452-[\"room-message\"")
          .endsWith("1},{\"_placeholder\":true,\"num\":0}]");
      assertThat(two.next()).isEqualTo("binary 01");
      assertThat(two.next()).isEqualTo("binary 02");
      two.say("421[\"leave\",\"room\"]");
      assertThat(two.next()).isEqualTo("431[1]");
      one.say("42[\"room-message\",\"room\",3]").say("42[\"message\",\"end\"]");
      assertThat(one.next()).isEqualTo("42[\"message-back\",\"end\"]");
      assertThat(two.isQuiet()).isTrue();
      assertThat(outside.isQuiet()).isTrue();
    }
  }

  @Test
  void whoGoesLeavesTheirRooms() {
    Dial one = joined("leaving");
    assertThat(all.count("leaving")).isEqualTo(1);
    one.close();
    Wait.until("the room is gone", () -> all.count("leaving") == 0);
    try (Dial two = joined("leaving")) {
      two.say("41");
      Wait.until("the room is gone again", () -> all.count("leaving") == 0);
    }
  }

  @Test
  void audiencesAddUpAndLeaveOut() {
    try (Dial a = joined("x");
        Dial b = joined("x");
        Dial c = joined("y")) {
      b.say("421[\"join\",\"y\"]");
      assertThat(b.next()).isEqualTo("431[2]");
      all.to("x", "y").emit("both");
      all.to("x").except("y").emit("x without y");
      all.to("x").except(a.sid()).emit("x without a");
      all.socket(a.sid()).others().emit("others of a");
      all.socket(b.sid()).to("y").emit("y without b");
      all.to(c.sid()).emit("c");
      all.emit("end");
      assertThat(heard(a)).containsExactly("both", "x without y");
      assertThat(heard(b)).containsExactly("both", "x without a", "others of a");
      assertThat(heard(c)).containsExactly("both", "others of a", "y without b", "c");
    }
  }

  @Test
  void roomsHaveNamesOfEveryKind() {
    for (String name : List.of("__proto__", "constructor", "", "😀", "x".repeat(10_000))) {
      try (Dial one = joined(name);
          Dial two = entered()) {
        two.say("421[\"join\",\"" + name + "\"]");
        assertThat(two.next()).isEqualTo("431[2]");
        two.say("42[\"room-message\",\"" + name + "\",1]");
        assertThat(one.next()).endsWith("\"" + two.sid() + "\",1]");
      }
    }
  }

  /// Who could would hear what is meant for somebody else, and that one would not.
  @Test
  void nobodyEntersSomebodyElsesOwnRoom() {
    try (Dial victim = entered();
        Dial thief = entered()) {
      thief.say("421[\"join\",\"" + victim.sid() + "\"]");
      assertThat(thief.next()).isEqualTo("431[0]");
      all.to(victim.sid()).emit("private");
      all.socket(victim.sid()).emit("private too");
      all.emit("end");
      assertThat(heard(victim)).containsExactly("private", "private too");
      assertThat(heard(thief)).isEmpty();
      assertThat(all.socket(victim.sid()).join(victim.sid())).isTrue();
    }
  }

  @Test
  void roomsOfOneSocketHaveABound() {
    try (Dial dial = entered()) {
      Socket socket = all.socket(dial.sid());
      int joined = 0;
      while (socket.join("bounded " + joined)) {
        joined++;
      }
      assertThat(joined).isEqualTo(SocketIoOptions.Bounds.DEFAULT.rooms());
      assertThat(socket.join("bounded 0")).isTrue();
    }
  }

  @Test
  void everybodyHearsEverythingInOneOrder() throws Exception {
    int senders = 4;
    int each = 300;
    List<Dial> dials = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      dials.add(entered());
    }
    CountDownLatch done = new CountDownLatch(senders);
    for (int sender = 0; sender < senders; sender++) {
      String name = "s" + sender;
      Thread.ofPlatform()
          .start(() -> {
            for (int i = 0; i < each; i++) {
              all.emit(name, i, new byte[] {(byte) i});
            }
            done.countDown();
          });
    }
    done.await();
    List<String> first = take(dials.getFirst(), 2 * senders * each);
    for (int i = 0; i < first.size(); i += 2) {
      // Nothing comes between a packet and its bytes.
      String number = first.get(i).replaceAll(".*\",(\\d+),.*", "$1");
      assertThat(first.get(i + 1))
          .isEqualTo("binary %02x".formatted(Integer.parseInt(number) & 0xff));
    }
    for (Dial dial : dials) {
      assertThat(dial == dials.getFirst() ? first : take(dial, first.size())).isEqualTo(first);
      dial.close();
    }
  }

  @Test
  void whoDoesNotReadIsDroppedAndNobodyElseWaits() {
    Poller sleeper = Poller.open(site.port());
    sleeper.post("40");
    try (Dial awake = entered()) {
      Wait.until("the sleeper is in", () -> all.sockets().size() == 2);
      String text = "x".repeat(10_000);
      int told = 0;
      while (all.sockets().size() == 2 && told < 2000) {
        all.emit("news", text);
        told++;
        assertThat(awake.next()).startsWith("42[\"news\"");
      }
      assertThat(told).isBetween(300, 500);
      assertThat(sleeper.get().body().length()).isLessThan(300_000);
    }
  }

  @Test
  void whatNeedNotArriveDoesNotWait() {
    Poller sleeper = Poller.open(site.port());
    sleeper.post("40");
    try (Dial awake = entered()) {
      Wait.until("the sleeper is in", () -> all.sockets().size() == 2);
      assertThat(awake.isQuiet()).isTrue();
      for (int i = 0; i < 1000; i++) {
        all.everybody().droppable().emit("news", "x".repeat(10_000));
      }
      all.emit("end");
      assertThat(all.sockets()).hasSize(2);
      List<String> heard = new ArrayList<>();
      for (String next = sleeper.packet(); !next.contains("end"); next = sleeper.packet()) {
        heard.add(next);
      }
      assertThat(heard).hasSizeLessThan(500);
      sleeper.post("1");
    }
  }

  @Test
  void whoSaysTooMuchIsHeldBack() {
    try (Dial dial = entered()) {
      int burst = SocketIoOptions.Rate.DEFAULT.burst();
      for (int i = 0; i < burst + 50; i++) {
        dial.say("42[\"message\"," + i + "]");
      }
      for (int i = 0; i < burst + 50; i++) {
        assertThat(dial.next()).isEqualTo("42[\"message-back\"," + i + "]");
      }
    }
  }

  @Test
  void whoCannotBeHeldBackIsClosed() {
    Poller poller = Poller.open(site.port());
    poller.post("40");
    poller.packet();
    poller.post("42[\"nothing\"]\u001e".repeat(5000) + "42[\"nothing\"]");
    Wait.until("it is closed", () -> poller.get().body().contains("Session ID unknown"));
  }

  private static Dial entered() {
    Dial dial = Dial.in(site.port());
    assertThat(dial.next()).isEqualTo("42[\"auth\",{}]");
    return dial;
  }

  private static Dial joined(String room) {
    Dial dial = entered();
    dial.say("421[\"join\",\"" + room + "\"]");
    assertThat(dial.next()).startsWith("431[");
    return dial;
  }

  /// The names of the events before `end`.
  private static List<String> heard(Dial dial) {
    List<String> names = new ArrayList<>();
    for (String next = dial.next(); !next.equals("42[\"end\"]"); next = dial.next()) {
      names.add(next.substring(4, next.lastIndexOf('"')));
    }
    return names;
  }

  private static List<String> take(Dial dial, int count) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(dial.next());
    }
    return all;
  }
}
