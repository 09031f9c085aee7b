// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.carrier.Dial;
import dev.switchboard.carrier.TestSite;
import dev.switchboard.conformance.SocketIoFixture;
import dev.switchboard.protocol.Wait;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Into namespaces and out of them.
final class SocketIoConnectTest {
  private static SocketIo io;
  private static TestSite site;
  private static final CompletableFuture<Verdict> LATER = new CompletableFuture<>();
  private static final BlockingQueue<String> FAREWELLS = new LinkedBlockingQueue<>();

  @BeforeAll
  static void start() throws IOException {
    io = SocketIoFixture.make(false);
    io.of("/later").use(_ -> LATER).onConnect(socket -> socket.emit("in"));
    io.of("/broken")
        .use(_ -> {
          throw new IllegalStateException("thrown by a test in a gatekeeper");
        });
    io.of("/farewell").onConnect(socket -> socket.onDisconnect(FAREWELLS::add));
    site = TestSite.start(TestSite.CALM, io);
  }

  @AfterAll
  static void stop() {
    Wait.until("nobody is left", () -> site.sessions() == 0);
    for (String name : new String[] {"/", "/custom", "/later", "/broken", "/farewell"}) {
      Wait.until("nothing is left in " + name, () -> io.of(name).residue() == 0);
    }
    site.close();
  }

  @Test
  void whoComesInIsToldWhoTheyAre() {
    try (Dial one = Dial.in(site.port());
        Dial other = Dial.in(site.port())) {
      assertThat(one.next()).isEqualTo("42[\"auth\",{}]");
      assertThat(one.sid()).hasSize(20).isNotEqualTo(other.sid());
    }
  }

  @Test
  void theIdIsNotThatOfTheSession() {
    try (Dial dial = Dial.raw(site.port(), "EIO=4")) {
      String session = dial.next().substring(9, 29);
      dial.say("40");
      assertThat(dial.next()).matches("40\\{\"sid\":\"[\\w-]{20}\"}").doesNotContain(session);
    }
  }

  @Test
  void whatTheySayOfThemselvesIsPassedOn() {
    try (Dial dial = Dial.open(site.port())) {
      dial.say("40/custom,{\"token\":\"123\",\"pid\":\"x\",\"offset\":\"y\"}");
      assertThat(dial.next()).startsWith("40/custom,{\"sid\":\"");
      assertThat(dial.next()).isEqualTo("42/custom,[\"auth\",{\"token\":\"123\"}]");
      dial.say("42/custom,[\"message\",\"a\"]");
      assertThat(dial.next()).isEqualTo("42/custom,[\"message-back\",\"a\"]");
    }
  }

  @Test
  void namespacesAreApart() {
    try (Dial dial = Dial.in(site.port())) {
      dial.next();
      dial.say("40/custom");
      assertThat(dial.next()).startsWith("40/custom,{\"sid\":\"").doesNotContain(dial.sid());
      assertThat(dial.next()).isEqualTo("42/custom,[\"auth\",{}]");
      dial.say("41/custom,").say("42[\"message\",1]");
      assertThat(dial.next()).isEqualTo("42[\"message-back\",1]");
      dial.say("40/custom,");
      assertThat(dial.next()).startsWith("40/custom,{");
      assertThat(dial.next()).isEqualTo("42/custom,[\"auth\",{}]");
      dial.say("42/custom,[\"message\",2]");
      assertThat(dial.next()).isEqualTo("42/custom,[\"message-back\",2]");
    }
  }

  @Test
  void anUnknownNamespaceIsRefusedAndNothingElseHappens() {
    try (Dial dial = Dial.open(site.port())) {
      for (String name : new String[] {"/random", "/custom?x=1", "/__proto__", "/Custom"}) {
        dial.say("40" + name + ",");
        assertThat(dial.next()).isEqualTo("44" + name + ",{\"message\":\"Invalid namespace\"}");
      }
      dial.say("40");
      assertThat(dial.next()).startsWith("40{");
    }
  }

  @Test
  void aGatekeeperMayRefuseInWordsAndData() {
    try (Dial dial = Dial.open(site.port())) {
      dial.say("40/private,{\"token\":\"guess\"}");
      assertThat(dial.next())
          .isEqualTo("44/private,{\"message\":\"Not authorized\",\"data\":{\"code\":401}}");
      dial.say("40/private,{\"token\":\"secret\"}");
      assertThat(dial.next()).startsWith("40/private,{\"sid\":");
      assertThat(dial.next()).isEqualTo("42/private,[\"auth\",{\"token\":\"secret\"}]");
    }
  }

  @Test
  void aGatekeeperMayTakeItsTimeAndNothingIsToldMeanwhile() {
    try (Dial dial = Dial.in(site.port())) {
      dial.next();
      dial.say("40/later");
      dial.say("42[\"message\",1]");
      assertThat(dial.next()).isEqualTo("42[\"message-back\",1]");
      io.of("/later").emit("nobody is in yet");
      LATER.complete(Verdict.WELCOME);
      assertThat(dial.next()).startsWith("40/later,{");
      assertThat(dial.next()).isEqualTo("42/later,[\"in\"]");
    }
  }

  @Test
  void aGatekeeperThatFailsRefuses() {
    try (Dial dial = Dial.open(site.port())) {
      dial.say("40/broken");
      assertThat(dial.next()).isEqualTo("44/broken,{\"message\":\"Internal error\"}");
    }
  }

  @Test
  void whoIsNotInSaysNothing() {
    for (String packet : new String[] {"42[\"message\"]", "430[]", "44{}"}) {
      try (Dial dial = Dial.open(site.port())) {
        dial.say(packet);
        assertThat(dial.next()).startsWith("closed");
      }
    }
  }

  @Test
  void whoIsNotInHearsNothing() {
    try (Dial outside = Dial.open(site.port());
        Dial inside = Dial.in(site.port())) {
      inside.next();
      io.of("/").emit("news");
      assertThat(inside.next()).isEqualTo("42[\"news\"]");
      outside.say("40/custom");
      assertThat(outside.next()).startsWith("40/custom,{");
    }
  }

  @Test
  void whoComesNowhereIsClosed() {
    try (Dial dial = Dial.open(site.port())) {
      long opened = System.nanoTime();
      dial.say("40/random");
      assertThat(dial.next()).startsWith("44/random,");
      assertThat(dial.next()).startsWith("closed");
      assertThat(System.nanoTime() - opened).isGreaterThan(800_000_000L);
    }
  }

  @Test
  void whoLeavesMayGoOnAndComeBack() {
    try (Dial dial = Dial.in(site.port())) {
      dial.next();
      dial.say("40/custom");
      dial.next();
      dial.next();
      dial.say("41").say("42/custom,[\"message\",1]");
      assertThat(dial.next()).isEqualTo("42/custom,[\"message-back\",1]");
      dial.say("40");
      assertThat(dial.next()).startsWith("40{").doesNotContain(dial.sid());
    }
  }

  @Test
  void theServerMayPutOneOut() {
    try (Dial dial = Dial.in(site.port())) {
      dial.next();
      dial.say("42[\"kick-me\"]");
      assertThat(dial.next()).isEqualTo("41");
      dial.say("40");
      assertThat(dial.next()).startsWith("40{");
    }
  }

  @Test
  void thereIsAReasonForEachEnd() throws InterruptedException {
    for (String[] end :
        new String[][] {
          {"41/farewell,", "client namespace disconnect"},
          {"1", "transport close"},
          {"42/farewell,{}", "parse error"},
          {"41/farewell,{}", "parse error"},
        }) {
      try (Dial dial = Dial.open(site.port())) {
        dial.say("40/farewell");
        assertThat(dial.next()).startsWith("40/farewell,{");
        dial.say(end[0]);
        assertThat(FAREWELLS.poll(10, TimeUnit.SECONDS)).as(end[0]).isEqualTo(end[1]);
      }
    }
    Dial dial = Dial.open(site.port()).say("40/farewell");
    assertThat(dial.next()).startsWith("40/farewell,{");
    dial.close();
    assertThat(FAREWELLS.poll(10, TimeUnit.SECONDS)).isEqualTo("transport close");
    assertThat(FAREWELLS).isEmpty();
  }

  @Test
  void namespacesHaveBounds() {
    try (Dial dial = Dial.in(site.port())) {
      dial.next();
      int in = 0;
      String answer;
      do {
        io.of("/n" + ++in);
        answer = dial.say("40/n" + in).next();
      } while (answer.startsWith("40/n"));
      assertThat(answer).startsWith("closed");
      assertThat(in).isEqualTo(SocketIoOptions.Bounds.DEFAULT.namespaces());
    }
  }
}
