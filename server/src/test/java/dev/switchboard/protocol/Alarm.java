// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/// Listens to the log while a test runs: an error, or a warning of Netty's that something was
/// thrown at it, is a bug of ours.
public final class Alarm implements AutoCloseable {
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Ear ear = new Ear();

  public Alarm() {
    ear.setContext(root.getLoggerContext());
    ear.start();
    root.addAppender(ear);
  }

  public void staysSilent() {
    assertThat(problems).isEmpty();
  }

  /// Fails when anything was logged.
  @Override
  public void close() {
    root.detachAppender(ear);
    staysSilent();
  }

  private final class Ear extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      boolean netty = event.getLoggerName().startsWith("io.netty");
      if (event.getLevel().isGreaterOrEqual(netty ? Level.WARN : Level.ERROR)) {
        var thrown = event.getThrowableProxy();
        problems.add(
            event.getFormattedMessage()
                + (thrown == null ? "" : "\n" + ThrowableProxyUtil.asString(thrown)));
      }
    }
  }
}
