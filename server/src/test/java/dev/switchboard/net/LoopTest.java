// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.DefaultEventExecutor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LoopTest {
  private final DefaultEventExecutor executor = new DefaultEventExecutor();
  private final Loop loop = new Loop(executor);
  private final List<String> log = new ArrayList<>();

  @AfterEach
  void stop() {
    executor.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  void theWokenAreDrainedOnceInTheOrderOfTheirWaking() throws Exception {
    Sleeper a = new Sleeper("a");
    Sleeper b = new Sleeper("b");
    Sleeper c = new Sleeper("c");
    onLoop(() -> List.of(b, a, b, c, a).forEach(loop::wake));
    onLoop(() -> log.add("|"));
    onLoop(() -> List.of(c, b, c).forEach(loop::wake));
    onLoop(() -> {});
    assertThat(log).containsExactly("b", "a", "c", "|", "c", "b");
  }

  @Test
  void whoIsWokenWhileDrainingIsDrainedAgainBehindTheOthers() throws Exception {
    Sleeper a = new Sleeper("a");
    Sleeper b = new Sleeper("b");
    a.first = () -> loop.wake(a);
    b.first = () -> loop.wake(a);
    onLoop(() -> List.of(a, b).forEach(loop::wake));
    onLoop(() -> {});
    onLoop(() -> {});
    assertThat(log).containsExactly("a", "b", "a");
  }

  @Test
  void anExceptionCostsNobodyElseTheDrainTheBeatOrTheFarewell() throws Exception {
    Sleeper bad = new Sleeper("bad");
    Sleeper good = new Sleeper("good");
    bad.throwing = true;
    onLoop(() -> List.of(bad, good).forEach(loop::enter));
    onLoop(() -> List.of(bad, good).forEach(loop::wake));
    onLoop(loop::beat);
    onLoop(loop::dismissAll);
    assertThat(log)
        .containsExactly(
            "bad",
            "bad failed",
            "good",
            "good beat",
            "bad beat",
            "bad failed",
            "bad dismissed",
            "bad failed",
            "good dismissed");
  }

  @Test
  void theBeatGoesOnAfterAnException() throws Exception {
    Sleeper bad = new Sleeper("bad");
    bad.throwing = true;
    onLoop(() -> loop.enter(bad));
    loop.start(4);
    EchoServer.await("three beats", () -> bad.beats.get() >= 3);
  }

  @Test
  void wakingOnALoopThatHasStoppedHarmsNobody() {
    stop();
    loop.wake(new Sleeper("late"));
    loop.wake(new Sleeper("later"));
    assertThat(log).isEmpty();
  }

  @Test
  void tenantsComeAndGoInAnyOrder() {
    Random random = new Random(7);
    Set<Loop.Tenant> there = new HashSet<>();
    for (int i = 0; i < 20_000; i++) {
      if (there.isEmpty() || random.nextInt(there.size() + 20) < 20) {
        Sleeper comes = new Sleeper("x");
        loop.enter(comes);
        there.add(comes);
      } else {
        Loop.Tenant goes = loop.tenants().get(random.nextInt(there.size()));
        loop.leave(goes);
        there.remove(goes);
      }
      assertThat(loop.tenants().size()).isEqualTo(there.size());
    }
    assertThat(loop.tenants()).containsExactlyInAnyOrderElementsOf(there);
  }

  @Test
  void noWakeUpIsLostAmongManyThreads() throws Exception {
    List<Counter> counters = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      counters.add(new Counter());
    }
    CountDownLatch done = new CountDownLatch(8);
    for (int i = 0; i < 8; i++) {
      Random random = new Random(i);
      Thread.ofPlatform()
          .start(() -> {
            for (int j = 0; j < 30_000; j++) {
              Counter counter = counters.get(random.nextInt(counters.size()));
              counter.asked.incrementAndGet();
              loop.wake(counter);
            }
            done.countDown();
          });
    }
    assertThat(done.await(15, TimeUnit.SECONDS)).isTrue();
    onLoop(() -> {});
    for (Counter counter : counters) {
      assertThat(counter.seen).isEqualTo(counter.asked.get());
      assertThat(counter.drains).isBetween(1, counter.asked.get());
    }
  }

  private void onLoop(Runnable task) throws Exception {
    executor.submit(task).get(10, TimeUnit.SECONDS);
  }

  /// Writes down what is asked of it, and may throw.
  private final class Sleeper extends Loop.Tenant {
    private final String name;
    private final AtomicInteger beats = new AtomicInteger();
    private Runnable first = () -> {};
    private boolean throwing;

    Sleeper(String name) {
      this.name = name;
    }

    @Override
    void drained() {
      Runnable once = first;
      first = () -> {};
      once.run();
      note(name);
    }

    @Override
    void beat() {
      beats.incrementAndGet();
      note(name + " beat");
    }

    @Override
    void dismiss() {
      note(name + " dismissed");
    }

    @Override
    void failed(Throwable bug) {
      log.add(name + " failed");
    }

    private void note(String what) {
      log.add(what);
      if (throwing) {
        throw new IllegalStateException("thrown by a test");
      }
    }
  }

  private static final class Counter extends Wakeable {
    private final AtomicInteger asked = new AtomicInteger();
    private int seen;
    private int drains;

    @Override
    void drained() {
      seen = asked.get();
      drains++;
    }

    @Override
    void failed(Throwable bug) {
      throw new AssertionError(bug);
    }
  }
}
