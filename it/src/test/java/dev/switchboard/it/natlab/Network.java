// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.natlab;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.switchboard.it.Folders;
import dev.switchboard.it.ServerProcess;
import dev.switchboard.it.browser.Browsers;
import dev.switchboard.it.browser.Person;
import dev.switchboard.it.browser.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// What a test across NATs needs: an [Internet], a server in it on port 443, and people whose
/// browsers run on its machines. All of it lasts for one class, people for one test. Skips the
/// class where there can be no such thing.
final class Network implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

  /// The lab lives on addresses for documentation, which no relay sends to otherwise.
  static final String REACHES_THE_LAB = "--turn.allow-peers=203.0.113.0/24";

  private static final int PORT = 443;

  private final Function<Internet, Host> place;
  private final List<String> options;
  private final List<Caller> callers = new ArrayList<>();
  private final Map<String, Browser> browsers = new HashMap<>();
  private final List<AutoCloseable> ending = new ArrayList<>();
  private Internet internet;
  private Certificates certificates;
  private Browsers playwright;
  private ServerProcess server;
  private Path scripts;
  private int arrivals;

  private Network(Function<Internet, Host> place, List<String> options) {
    this.place = place;
    this.options = options;
  }

  /// With a server that has these options beside port and certificate.
  static Network with(String... options) {
    return in(Internet::server, options);
  }

  /// With a server that stands elsewhere.
  static Network in(Function<Internet, Host> place, String... options) {
    return new Network(place, List.of(options));
  }

  Internet internet() {
    return internet;
  }

  ServerProcess server() {
    return server;
  }

  Caller ana() {
    return caller("Ana", internet.ana());
  }

  Caller ben() {
    return caller("Ben", internet.ben());
  }

  Caller cho() {
    return caller("Cho", internet.cho());
  }

  Caller dot() {
    return caller("Dot", internet.dot());
  }

  /// Somebody who has not heard of the server's authority, and opens the page all the same.
  Caller anaWhoTrustsNobody() {
    Browser browser = browser(internet.ana(), certificates.suspicious());
    return arrive(new Person.Traits("Ana").trustingAnyPage(), browser);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    Optional<String> obstacle =
        Stream.of(Internet.obstacle(), Certificates.obstacle())
            .flatMap(Optional::stream)
            .findFirst();
    Assumptions.assumeTrue(obstacle.isEmpty(), () -> "skipped: " + obstacle.orElse(""));
    PlaywrightAssertions.setDefaultAssertionTimeout(Wait.PATIENCE);
    scripts = Folders.temporary();
    ending.addFirst(() -> Folders.delete(scripts));
    certificates = opened(new Certificates());
    internet = opened(new Internet());
    playwright = opened(open());
    server = opened(start(place.apply(internet)));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    List<String> complaints = new ArrayList<>();
    context.getExecutionException().ifPresent(this::describe);
    callers.forEach(caller -> complaints.addAll(caller.leaves()));
    callers.clear();
    if (!complaints.isEmpty()) {
      throw new AssertionError(String.join("\n", complaints));
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    Exception failure = null;
    for (AutoCloseable one : ending) {
      try {
        one.close();
      } catch (Exception e) {
        failure = e;
      } catch (AssertionError e) {
        failure = new IllegalStateException(e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private <T extends AutoCloseable> T opened(T one) {
    ending.addFirst(one);
    return one;
  }

  private ServerProcess start(Host host) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("--tls.cert", certificates.chain().toString()));
    all.addAll(List.of("--tls.key", certificates.key().toString()));
    return ServerProcess.startIn(host.inside(), PORT, all);
  }

  private static Browsers open() {
    try {
      return new Browsers();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Caller caller(String name, Host host) {
    return arrive(new Person.Traits(name), browser(host, certificates.trusting()));
  }

  private Caller arrive(Person.Traits traits, Browser browser) {
    String site = place.apply(internet) == internet.server() ? Internet.NAME : Internet.CELLAR_NAME;
    Person person = new Person(browser, traits, "https://" + site + "/", ++arrivals);
    Caller caller = new Caller(person);
    callers.add(caller);
    return caller;
  }

  /// One for each machine and home, kept for the class. Playwright talks to it through pipes, which
  /// lead into namespaces too.
  private Browser browser(Host host, Path home) {
    return browsers.computeIfAbsent(
        host.namespace() + home,
        key -> playwright.launch(script(host), Map.of("HOME", home.toString())));
  }

  private Path script(Host host) {
    String command = String.join(" ", host.inside(Browsers.executable().toString()));
    try {
      Path script = Files.createTempFile(scripts, "chromium-", ".sh");
      Files.writeString(script, "#!/bin/sh\nexec " + command + " \"$@\"\n");
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
      return script;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void describe(Throwable failure) {
    callers.forEach(caller -> failure.addSuppressed(new AssertionError(caller.story())));
    failure.addSuppressed(new AssertionError("the server's output:\n" + server.output()));
  }
}
