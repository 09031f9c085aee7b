// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.carrier.Dial;
import dev.switchboard.carrier.Poller;
import dev.switchboard.carrier.TestSite;
import dev.switchboard.conformance.SocketIoFixture;
import dev.switchboard.net.Origins;
import dev.switchboard.protocol.Alarm;
import dev.switchboard.protocol.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/// Clients that mean harm, or are broken, beside one that is not.
final class HostileTest {
  private static final String[] PIECES = {
    "0",
    "1",
    "2",
    "3",
    "4",
    "40",
    "41",
    "42",
    "43",
    "44",
    "45",
    "46",
    "451-",
    "4510-",
    "461-1",
    "/",
    "/custom",
    "/custom,",
    "/private,",
    ",",
    "?",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "\\",
    ":",
    "-1",
    "999999999999999999999",
    "[\"message\"",
    ",1",
    ",null",
    "[\"message-with-ack\",",
    "\"join\"",
    "[\"room-message\",\"r\",",
    "{\"_placeholder\":true,\"num\":0}",
    "{\"_placeholder\":true",
    "\"__proto__\"",
    "{\"__proto__\":1}",
    "\u0000",
    "\u001e",
    "b",
    "bAAA=",
    "€",
    "😀",
    "probe",
    "5",
    "6"
  };

  @Test
  void junkEndsItsOwnConnectionAndLeavesNothing() throws Exception {
    SocketIo io = SocketIoFixture.make(true);
    try (Alarm _ = new Alarm();
        TestSite site = TestSite.start(TestSite.CALM, io)) {
      try (Dial bystander = Dial.in(site.port())) {
        bystander.next();
        Random random = new Random(20_260_101);
        for (int i = 0; i < 400; i++) {
          fuzz(site.port(), random);
        }
        bystander.say("42[\"message\",\"here\"]");
        String heard = bystander.next();
        while (!heard.startsWith("42[\"message-back\"")) {
          assertThat(heard).startsWith("42[\"room-message\"");
          heard = bystander.next();
        }
      }
      Wait.until("all sessions are gone", () -> site.sessions() == 0);
      Wait.until("nobody is in", () -> io.of("/").residue() + io.of("/custom").residue() == 0);
    }
  }

  private static void fuzz(int port, Random random) {
    boolean polls = random.nextInt(4) == 0;
    String revision = random.nextInt(4) == 0 ? "EIO=3" : "EIO=4";
    if (polls) {
      Poller poller = Poller.open(port);
      for (int i = 0; i < 3 && poller.post(junk(random)).statusCode() == 200; i++) {
        // On to the next one.
      }
      poller.post("1");
      // Whose session was closed otherwise hears of it, which is all it still waits for.
      poller.get();
    } else {
      try (Dial dial = Dial.raw(port, revision)) {
        dial.say("40");
        for (int i = 0; i < 6 && !dial.isClosed(); i++) {
          say(dial, random);
        }
      }
    }
  }

  private static void say(Dial dial, Random random) {
    try {
      if (random.nextInt(5) == 0) {
        dial.sayBytes(random.nextInt(256), random.nextInt(256));
      } else {
        dial.say(junk(random));
      }
    } catch (RuntimeException _) {
      // It was closed meanwhile, which is what junk is for.
    }
  }

  private static String junk(Random random) {
    StringBuilder junk = new StringBuilder(random.nextBoolean() ? "42" : "");
    for (int i = random.nextInt(8); i >= 0; i--) {
      junk.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return junk.toString();
  }

  /// They open sessions by the thousand and never come in: they take little, and go.
  @Test
  void thousandsWhoNeverComeInAreForgotten() throws Exception {
    int many = 10_000;
    SocketIo io = SocketIoFixture.make(false);
    var options = TestSite.calm(Duration.ofSeconds(1), 20_000, new Origins(List.of("*")));
    try (TestSite site = TestSite.start(options, io);
        Dial bystander = Dial.in(site.port());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      bystander.next();
      long before = used();
      Semaphore gate = new Semaphore(64);
      Queue<Poller> strangers = new ConcurrentLinkedQueue<>();
      for (int i = 0; i < many; i++) {
        gate.acquire();
        threads.execute(() -> {
          strangers.add(Poller.open(site.port()));
          gate.release();
        });
      }
      gate.acquire(64);
      assertThat(strangers).hasSize(many);
      assertThat(used() - before).isLessThan(many * 10_000L);
      bystander.say("42[\"message\",1]");
      assertThat(bystander.next()).isEqualTo("42[\"message-back\",1]");
      gate.release(64);
      for (Poller stranger : strangers) {
        gate.acquire();
        threads.execute(() -> {
          stranger.get();
          gate.release();
        });
      }
      Wait.until("all were told to go", () -> site.sessions() == 1);
      assertThat(io.of("/").residue()).isEqualTo(1);
    }
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
