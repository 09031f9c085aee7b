// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;

/// Writes one event of the log: time in UTC, level, class, message. What strangers have sent may be
/// part of a message, so nothing in it can start a new line or steer a terminal.
final class LogLine extends LayoutBase<ILoggingEvent> {

  @Override
  public String doLayout(ILoggingEvent event) {
    String logger = event.getLoggerName();
    StringBuilder line = new StringBuilder(160);
    line.append(Instant.ofEpochMilli(event.getTimeStamp()))
        .append(' ')
        .append(event.getLevel())
        .append(' ')
        .append(logger, logger.lastIndexOf('.') + 1, logger.length())
        .append(": ");
    appendHarmless(line, String.valueOf(event.getFormattedMessage()));
    line.append('\n');
    if (event.getThrowableProxy() != null) {
      line.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    return line.toString();
  }

  private static void appendHarmless(StringBuilder line, String message) {
    for (int i = 0; i < message.length(); i++) {
      char c = message.charAt(i);
      if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
        line.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
      } else {
        line.append(c);
      }
    }
  }
}
