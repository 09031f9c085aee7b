// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.socketio;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The answers that one socket owes. Asked for on any thread; answered, missed and ended on the
/// client's loop.
final class Acks {
  private final EventExecutor loop;
  private final int most;
  private final Map<Long, Expected> expected = new LinkedHashMap<>(2);
  private long last = -1;
  private boolean ended;

  Acks(EventExecutor loop, int most) {
    this.loop = loop;
    this.most = most;
  }

  private record Expected(Acknowledged then, Future<?> timer) {}

  /// The number for the next event that asks for an answer. Where too many are owed already, or
  /// none can come, it is missed at once.
  synchronized long expect(Duration patience, Acknowledged then) {
    long number = ++last;
    if (ended || expected.size() >= most) {
      loop.execute(then::missed);
      return number;
    }
    Future<?> timer = loop.schedule(() -> miss(number), patience.toMillis(), TimeUnit.MILLISECONDS);
    expected.put(number, new Expected(then, timer));
    return number;
  }

  /// Unknown and repeated numbers are nobody's.
  void answer(long number, Arguments arguments) {
    Expected one = take(number);
    if (one != null) {
      one.timer().cancel(false);
      one.then().answered(arguments);
    }
  }

  void end() {
    for (Expected one : takeAll()) {
      one.timer().cancel(false);
      one.then().missed();
    }
  }

  private void miss(long number) {
    Expected one = take(number);
    if (one != null) {
      one.then().missed();
    }
  }

  private synchronized @Nullable Expected take(long number) {
    return expected.remove(number);
  }

  private synchronized List<Expected> takeAll() {
    ended = true;
    List<Expected> all = List.copyOf(expected.values());
    expected.clear();
    return all;
  }
}
