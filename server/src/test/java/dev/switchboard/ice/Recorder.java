// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.ice;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/// Keeps all that is logged meanwhile, down to the finest level.
final class Recorder implements AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Level before = root.getLevel();
  private final Ear ear = new Ear();

  Recorder() {
    ear.setContext(root.getLoggerContext());
    ear.start();
    root.addAppender(ear);
    root.setLevel(Level.TRACE);
  }

  List<String> lines() {
    return lines;
  }

  @Override
  public void close() {
    root.setLevel(before);
    root.detachAppender(ear);
  }

  private final class Ear extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      lines.add(event.getLoggerName() + " " + event.getFormattedMessage());
    }
  }
}
