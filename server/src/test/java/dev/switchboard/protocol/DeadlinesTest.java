// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
  private final Deadlines<String> deadlines = new Deadlines<>(10);
  private final List<String> due = new ArrayList<>();

  @Test
  void aThingIsDueOnceAndNotBeforeItsTime() {
    deadlines.add("one", 0);
    deadlines.add("two", 5);

    assertThat(dueAt(9)).isEmpty();
    assertThat(dueAt(10)).containsExactly("one");
    assertThat(dueAt(14)).isEmpty();
    assertThat(dueAt(100)).containsExactly("two");
    assertThat(dueAt(200)).isEmpty();
  }

  @Test
  void theClockMayWrapAround() {
    deadlines.add("one", Long.MAX_VALUE - 3);

    assertThat(dueAt(Long.MAX_VALUE)).isEmpty();
    assertThat(dueAt(Long.MIN_VALUE + 6)).containsExactly("one");
  }

  @Test
  void whatWasCancelledIsNeverDue() {
    deadlines.add("one", 0).cancel();
    deadlines.add("two", 0);
    var three = deadlines.add("three", 0);

    assertThat(dueAt(3)).isEmpty();
    three.cancel();
    assertThat(dueAt(10)).containsExactly("two");
  }

  @Test
  void whatIsAddedWhileThingsAreDueWaitsForItsOwnTime() {
    deadlines.add("one", 0);
    deadlines.passed(
        10,
        thing -> {
          due.add(thing);
          deadlines.add("again", 10);
        });

    assertThat(due).containsExactly("one");
    due.clear();
    assertThat(dueAt(20)).containsExactly("again");
  }

  private List<String> dueAt(long now) {
    due.clear();
    deadlines.passed(now, due::add);
    return due;
  }
}
