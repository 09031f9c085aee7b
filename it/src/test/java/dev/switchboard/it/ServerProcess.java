// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Switchboard that runs as a process of its own, on a port and with a data folder that it keeps
/// across restarts. For one thread.
public final class ServerProcess implements AutoCloseable {

  private static final Pattern READY =
      Pattern.compile("Switchboard is ready on (https?://\\S+:\\d+/)");
  private static final long PATIENCE = 30;

  private final Path folder = Folders.temporary();
  private final List<String> place;
  private final List<String> options;
  private final Queue<String> output = new ConcurrentLinkedQueue<>();
  private int port;
  private Process process;

  private ServerProcess(List<String> place, int port, List<String> options) {
    this.place = place;
    this.port = port;
    this.options = options;
    this.process = launch();
  }

  /// Returns once it accepts connections.
  public static ServerProcess start(String... options) {
    return new ServerProcess(List.of(), 0, List.of(options));
  }

  /// In another place than here, and on that port.
  ///
  /// @param place a command that runs the command behind it, in its own place
  public static ServerProcess startIn(List<String> place, int port, List<String> options) {
    return new ServerProcess(place, port, options);
  }

  /// Where the app is, with a slash at the end.
  public String url() {
    return "http://localhost:" + port + "/";
  }

  public int port() {
    return port;
  }

  /// All that it printed so far, on both streams.
  public String output() {
    return String.join("\n", output);
  }

  /// Asks it to stop in good order, and waits for its exit code.
  public int stop() {
    process.destroy();
    return ended();
  }

  /// `kill -9`: nobody hears a goodbye.
  public void kill() {
    process.destroyForcibly();
    ended();
  }

  /// Starts it again, on the same port and with the same data.
  public void restart() {
    if (process.isAlive()) {
      stop();
    }
    process = launch();
  }

  @Override
  public void close() {
    kill();
    Folders.delete(folder);
  }

  private Process launch() {
    List<String> arguments = new ArrayList<>(List.of("serve", "--port", "" + port));
    arguments.addAll(List.of("--data", folder.resolve("data").toString(), "--qr", "never"));
    arguments.addAll(options);
    CompletableFuture<URI> ready = new CompletableFuture<>();
    try {
      ProcessBuilder builder = Jar.process(folder, arguments.toArray(String[]::new));
      builder.command().addAll(0, place);
      Process launched = builder.redirectErrorStream(true).start();
      Thread.ofVirtual().start(() -> listen(launched, ready));
      port = ready.get(PATIENCE, TimeUnit.SECONDS).getPort();
      return launched;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the server started", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("the server did not start: " + output(), e);
    }
  }

  private void listen(Process launched, CompletableFuture<URI> ready) {
    try (BufferedReader lines = launched.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.add(line);
        Matcher matcher = READY.matcher(line);
        if (matcher.matches()) {
          ready.complete(URI.create(matcher.group(1)));
        }
      }
    } catch (IOException e) {
      // It was killed.
    }
    ready.completeExceptionally(new IllegalStateException("it ended before it was ready"));
  }

  private int ended() {
    try {
      if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
        throw new AssertionError("the server did not end: " + output());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the server stopped", e);
    }
  }
}
