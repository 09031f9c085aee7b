// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.junit.jupiter.api.Test;

final class LogLineTest {

  private final LoggerContext context = new LoggerContext();
  private final Logger logger = context.getLogger("dev.switchboard.net.Listeners");

  private String line(String message, Throwable thrown) {
    LoggingEvent event = new LoggingEvent("", logger, Level.WARN, message, thrown, null);
    event.setTimeStamp(1_763_697_600_123L);
    return new LogLine().doLayout(event);
  }

  @Test
  void timeLevelClassAndMessageAreOneLine() {
    assertThat(line("port taken", null))
        .isEqualTo("2025-11-21T04:00:00.123Z WARN Listeners: port taken\n");
  }

  @Test
  void whatStrangersSendCannotForgeALine() {
    assertThat(line("name: a\r\n2025 INFO\u001b[2J\u2028b", null))
        .endsWith(" WARN Listeners: name: a\\u000d\\u000a2025 INFO\\u001b[2J\\u2028b\n");
  }

  @Test
  void faultsBringTheirStack() {
    assertThat(line("bug", new IllegalStateException("why")))
        .contains("WARN Listeners: bug\njava.lang.IllegalStateException: why")
        .contains("\tat ")
        .contains("LogLineTest");
  }
}
