// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.TestServer;
import dev.switchboard.app.Switchboard;
import dev.switchboard.protocol.Alarm;
import dev.switchboard.protocol.CuttingProxy;
import dev.switchboard.protocol.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whatever breaks, at whatever byte: nothing is lost, doubled or out of order.
class ResumeTest {
  private static final int PAIRS = 4;
  private static final int CUTS = 80;
  private static final int LEAST_MESSAGES = 600;
  private static final long SEED = 20261121;

  @Test
  @Timeout(180)
  void aBusyExchangeSurvivesHundredsOfCutsAtAnyByte() throws Exception {
    try (Alarm _ = new Alarm();
        Switchboard server =
            TestServer.start(
                "limits.frames-per-second", "1000000",
                "limits.frames-burst", "1000000",
                "limits.replay-bytes", "1m",
                "loops", "2");
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> pairs = new ArrayList<>();
      for (int i = 0; i < PAIRS; i++) {
        int number = i;
        pairs.add(executor.submit(() -> converse(server.port(), number)));
      }
      int cuts = 0;
      for (Future<Integer> pair : pairs) {
        cuts += pair.get(80, TimeUnit.SECONDS);
      }
      assertThat(cuts).isGreaterThanOrEqualTo(PAIRS * CUTS);
    }
  }

  /// Two clients talk until their line was cut often enough. Returns how often that was.
  private static int converse(int port, int number) throws Exception {
    String room = "resume-" + number;
    try (CuttingProxy proxy = new CuttingProxy(port, SEED + number, CUTS);
        Talker ana = new Talker(proxy.port(), room);
        Talker bob = new Talker(proxy.port(), room);
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      ana.enter();
      bob.enter();
      ana.meets(bob);
      bob.meets(ana);
      Future<?> one = executor.submit(() -> talk(ana, proxy, 2L * number));
      Future<?> other = executor.submit(() -> talk(bob, proxy, 2L * number + 1));
      one.get(70, TimeUnit.SECONDS);
      other.get(70, TimeUnit.SECONDS);
      Wait.until("everything arrived", () -> ana.isDone() && bob.isDone());
      Wait.until("all chat", () -> ana.chatLog().size() == bob.chatLog().size());

      assertThat(ana.chatLog()).as("chat in one order").isEqualTo(bob.chatLog());
      assertThat(ana.resumed() + bob.resumed()).as("resumed").isGreaterThan(CUTS / 2);
      return proxy.cuts();
    }
  }

  private static Void talk(Talker talker, CuttingProxy proxy, long seed)
      throws InterruptedException {
    Random random = new Random(seed);
    for (int i = 0; i < LEAST_MESSAGES || !proxy.isDone(); i++) {
      talker.speak(random);
    }
    return null;
  }
}
