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
      out.print(Arguments.usage());
      return DONE;
    }
    if (arguments.asks(Arguments.VERSION)) {
      out.println("switchboard " + Version.current() + " (Java " + Runtime.version() + ")");
      return DONE;
    }
    Settings settings = Settings.read(new Sources(arguments.flags(), environment, Path.of("")));
    List<String> problems = new ArrayList<>(arguments.problems());
    problems.addAll(settings.problems());
    if (!problems.isEmpty()) {
      problems.forEach(err::println);
      return WRONG;
    }
    if (arguments.asks(Arguments.PRINT_CONFIG)) {
      out.print(settings.print());
      return DONE;
    }
    return arguments.command().equals(Arguments.REHEARSE)
        ? rehearse(Config.from(settings))
        : serve(Config.from(settings));
  }

  private int serve(Config config) {
    return start(
        config,
        switchboard -> {
          CountDownLatch stopped = stopWithTheProcess(switchboard);
          banner(config, switchboard).print(out);
          stopped.await();
        });
  }

  private int rehearse(Config config) {
    return start(
        config,
        switchboard -> {
          try (switchboard) {
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

  /// What happens between the start of a server and its end.
  private interface Life {
    void live(Switchboard switchboard) throws InterruptedException, IOException;
  }

  private int start(Config config, Life life) {
    LogSetup.level(config.console().level());
    Logger log = LoggerFactory.getLogger(Main.class);
    try {
      Secrets secrets = Secrets.open(new DataFolder(config.data()));
      Switchboard switchboard = Switchboard.start(config, secrets);
      life.live(switchboard);
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
  private static CountDownLatch stopWithTheProcess(Switchboard switchboard) {
    Logger log = LoggerFactory.getLogger(Main.class);
    CountDownLatch stopped = new CountDownLatch(1);
    Runnable stop =
        () -> {
          log.info("stopping");
          switchboard.close();
          log.info("stopped");
          stopped.countDown();
        };
    Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop"));
    return stopped;
  }
}
