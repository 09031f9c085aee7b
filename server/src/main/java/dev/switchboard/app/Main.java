// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import dev.switchboard.config.Config;
import dev.switchboard.config.Settings;
import dev.switchboard.config.Sources;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The entry point of `switchboard.jar`: reads the command line, then serves until the process is
/// told to stop. Runs on the JVM's main thread.
public final class Main {

  private static final int DONE = 0;
  private static final int CANNOT_START = 1;
  private static final int WRONG = 2;

  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> environment;

  Main(PrintStream out, PrintStream err, Map<String, String> environment) {
    this.out = out;
    this.err = err;
    this.environment = environment;
  }

  /// Called by the JVM.
  public static void main(String[] args) {
    leaveOutFlightRecorder();
    int code = new Main(System.out, System.err, System.getenv()).run(args);
    if (code != DONE) {
      System.exit(code);
    }
  }

  /// Netty's buffers report to the JDK's flight recorder, and so load it: 0.1 s of each start for
  /// what next to nobody reads. Whoever does, says `-Dio.netty.jfr.enabled=true`.
  private static void leaveOutFlightRecorder() {
    String property = "io.netty.jfr.enabled";
    System.setProperty(property, System.getProperty(property, "false"));
  }

  int run(String... args) {
    Arguments arguments = Arguments.parse(args);
    if (arguments.asks(Arguments.HELP)) {
      out.print(arguments.usage());
      return DONE;
    }
    if (arguments.asks(Arguments.VERSION)) {
      out.println("switchboard " + Version.current() + " (Java " + Runtime.version() + ")");
      return DONE;
    }
    List<String> problems = new ArrayList<>(arguments.problems());
    TurnCommand turn = TurnCommand.read(arguments, environment, problems);
    Map<String, String> flags =
        arguments.command().equals(Arguments.TURN) ? turn.settings() : arguments.flags();
    Settings settings = Settings.read(new Sources(flags, environment, Path.of("")));
    problems.addAll(settings.problems());
    if (!problems.isEmpty()) {
      problems.forEach(err::println);
      return WRONG;
    }
    if (arguments.asks(Arguments.PRINT_CONFIG)) {
      out.print(settings.print());
      return DONE;
    }
    Config config = Config.from(settings);
    return switch (arguments.command()) {
      case Arguments.REHEARSE -> rehearse(config);
      case Arguments.TURN -> start(config, () -> turn(config, turn));
      default -> serve(config);
    };
  }

  private void turn(Config config, TurnCommand turn) throws InterruptedException {
    TurnCommand.Running running = turn.start(config);
    CountDownLatch stopped = stopWithTheProcess(running::close);
    out.print(running.banner());
    out.flush();
    stopped.await();
  }

  private int serve(Config config) {
    return start(
        config,
        () -> {
          Switchboard switchboard = open(config);
          CountDownLatch stopped = stopWithTheProcess(switchboard::close);
          banner(config, switchboard).print(out);
          stopped.await();
        });
  }

  private int rehearse(Config config) {
    return start(
        config,
        () -> {
          try (Switchboard switchboard = open(config)) {
            banner(config, switchboard).print(out);
            Rehearsal.play(switchboard.port());
          }
        });
  }

  private static Banner banner(Config config, Switchboard switchboard) {
    return new Banner(
        config,
        switchboard.port(),
        switchboard.ownPorts(),
        switchboard.transport(),
        switchboard.relays());
  }

  private static Switchboard open(Config config) {
    return Switchboard.start(config, Secrets.open(new DataFolder(config.data())));
  }

  /// What happens from the start of a server to its end.
  private interface Life {
    void live() throws InterruptedException, IOException;
  }

  private int start(Config config, Life life) {
    LogSetup.level(config.console().level());
    Logger log = LoggerFactory.getLogger(Main.class);
    try {
      life.live();
      return DONE;
    } catch (CannotStart e) {
      err.println(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | IOException e) {
      log.error("stopped by a fault", e);
    }
    return CANNOT_START;
  }

  /// SIGTERM and Ctrl-C make the JVM run this before it ends.
  private static CountDownLatch stopWithTheProcess(Runnable close) {
    Logger log = LoggerFactory.getLogger(Main.class);
    CountDownLatch stopped = new CountDownLatch(1);
    Runnable stop =
        () -> {
          log.info("stopping");
          close.run();
          log.info("stopped");
          stopped.countDown();
        };
    Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop"));
    return stopped;
  }
}
