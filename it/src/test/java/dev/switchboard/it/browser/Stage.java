// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.switchboard.it.Line;
import dev.switchboard.it.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/// Where browser tests play: one server for a class, one browser for all classes, and people who
/// come for a single test. A test fails if one of them had something to complain about.
public final class Stage implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

  private static final Path PICTURES = Path.of("target", "failures");

  private final String[] options;
  private final List<Person> people = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();
  private Browser chromium;
  private ServerProcess server;
  private int arrivals;

  private Stage(String... options) {
    this.options = options;
  }

  /// A server with these options.
  public static Stage with(String... options) {
    return new Stage(options);
  }

  public ServerProcess server() {
    return server;
  }

  Browser chromium() {
    return chromium;
  }

  /// Somebody with a browser, a camera and a microphone.
  public Person person(String name) {
    return person(new Person.Traits(name));
  }

  public Person person(Person.Traits traits) {
    return arrive(traits, server.url());
  }

  /// Somebody with a line of their own.
  Person person(String name, Line line) {
    return person(new Person.Traits(name), line);
  }

  Person person(Person.Traits traits, Line line) {
    return arrive(traits, line.url());
  }

  /// Somebody on the start page, who can be rung.
  Person onTheBoard(String name) {
    Person person = person(name);
    person.comesHome().claimsHandle();
    return person;
  }

  /// Somebody whose browser does not trust the address.
  public Person personOnPlainHttp(String name) {
    return arrive(
        new Person.Traits(name), "http://" + Browsers.INSECURE_HOST + ":" + server.port() + "/");
  }

  /// Somebody who is on another site.
  Person guestOf(String site) {
    return guestOf(site, "Guest");
  }

  Person guestOf(String site, String name) {
    return arrive(new Person.Traits(name), site);
  }

  /// A line to the server that can be cut.
  Line line() {
    Line line = Line.to(server.port());
    lines.add(line);
    return line;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    chromium =
        context
            .getRoot()
            .getStore(Namespace.create(Stage.class))
            .computeIfAbsent("browsers", key -> open(), Browsers.class)
            .chromium();
    PlaywrightAssertions.setDefaultAssertionTimeout(Wait.PATIENCE);
    server = ServerProcess.start(options);
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    List<String> complaints = new ArrayList<>();
    context.getExecutionException().ifPresent(failure -> takePictures(context, failure));
    try {
      people.forEach(person -> complaints.addAll(person.leaveTheStage()));
    } finally {
      people.clear();
      for (Line line : lines) {
        line.close();
      }
      lines.clear();
    }
    if (!complaints.isEmpty()) {
      throw new AssertionError(String.join("\n", complaints));
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (server != null) {
      server.close();
    }
  }

  private static Browsers open() {
    try {
      return new Browsers();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Person arrive(Person.Traits traits, String site) {
    Person person = new Person(chromium, traits, site, ++arrivals);
    people.add(person);
    return person;
  }

  private void takePictures(ExtensionContext context, Throwable failure) {
    String test = context.getRequiredTestClass().getSimpleName() + "." + context.getDisplayName();
    String file = test.replaceAll("[^\\p{Alnum}.]", "");
    for (Person person : people) {
      try {
        person.takePicture(PICTURES.resolve(file + "-" + person.name() + ".png"));
      } catch (RuntimeException e) {
        failure.addSuppressed(e);
      }
    }
    failure.addSuppressed(new AssertionError("the server's output:\n" + server.output()));
  }
}
