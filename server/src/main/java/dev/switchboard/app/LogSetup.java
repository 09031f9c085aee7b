// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;

/// Sets up Logback in code, which spares each start the reading of XML and of patterns: one line
/// per event to standard error. Logback finds this class through `META-INF/services`.
public final class LogSetup extends ContextAwareBase implements Configurator {

  private static final String NETTY = "io.netty";

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    LogLine line = new LogLine();
    line.setContext(context);
    line.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setLayout(line);
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(appender);
    root.setLevel(Level.INFO);
    context.getLogger(NETTY).setLevel(Level.INFO);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /// Netty tells much at debug that concerns nobody who looks for a fault of ours.
  static void level(dev.switchboard.config.Level level) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      Level wanted = Level.toLevel(level.name());
      context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(wanted);
      context.getLogger(NETTY).setLevel(wanted.equals(Level.DEBUG) ? Level.INFO : wanted);
    }
  }
}
