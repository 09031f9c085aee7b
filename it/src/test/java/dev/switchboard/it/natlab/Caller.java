// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.natlab;

import com.microsoft.playwright.Page;
import dev.switchboard.it.browser.Person;
import dev.switchboard.it.browser.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A [Person] whose paths are looked at: which candidates carry the call, and what went wrong with
/// the others. For the thread that drives the browsers.
final class Caller {

  private static final String WATCH = resource("paths.js");

  private final Person person;
  private final Page page;

  Caller(Person person) {
    this.person = person;
    this.page = person.page();
    page.context().addInitScript(WATCH);
  }

  Person person() {
    return person;
  }

  Page page() {
    return page;
  }

  /// Uses other ICE servers than the server says: a function in JavaScript, from those to these.
  Caller withServers(String function) {
    page.context().addInitScript("globalThis.iceServersInstead = " + function);
    return this;
  }

  /// Starts a room and is the first one in it.
  void startsRoom() {
    person.startsRoom();
  }

  /// Joins the room where the other is.
  void joins(Caller other) {
    person.opens(other.person.link());
  }

  /// The other's picture moves and the other's sound arrives.
  void meets(Caller other) {
    person.sees(other.person);
    person.hears(other.person);
  }

  /// How the call goes to the only other one: `local/remote`, each a type of candidate, and the
  /// protocol to the relay behind a local relay.
  String path() {
    return paths().getFirst();
  }

  /// All paths, in the order in which they were opened.
  @SuppressWarnings("unchecked")
  List<String> paths() {
    return (List<String>) page.evaluate("paths.selected()");
  }

  /// Waits until there are just these paths, each as its pattern describes, in any order: ICE goes
  /// on looking for better ones for a while.
  void goesBy(String... patterns) {
    Wait.until(
        () -> person.name() + " by " + List.of(patterns) + ", now " + paths(),
        page,
        () -> matches(paths(), List.of(patterns)));
  }

  /// Waits until the app has given a first attempt up and looks for a path anew.
  void startsOver() {
    waitsFor("another attempt", "paths.attempts() > 1");
  }

  boolean everConnected() {
    return (boolean) page.evaluate("paths.states.includes('connected')");
  }

  /// Waits for an error of such a form.
  void hears(String pattern) {
    Wait.until(
        () -> pattern + " for " + person.name() + ", heard " + errors(),
        page,
        () -> errors().stream().anyMatch(error -> error.matches(pattern)));
  }

  /// Waits until nothing has arrived for a moment, since the measuring began.
  void breaksOff() {
    waitsFor("break", "paths.gap() > 1000");
  }

  /// The errors that the browser told of while it gathered candidates: `code url`.
  @SuppressWarnings("unchecked")
  List<String> errors() {
    return (List<String>) page.evaluate("paths.errors");
  }

  /// How many candidates of relays the browser got.
  int relays() {
    return (int) page.evaluate("paths.relays()");
  }

  /// Begins to measure how long nothing arrives.
  void measuresGaps() {
    page.evaluate("paths.measure()");
  }

  /// The longest time so far, in milliseconds, in which no frame was decoded.
  int gap() {
    return ((Number) page.evaluate("paths.gap()")).intValue();
  }

  private void waitsFor(String what, String condition) {
    Wait.until(
        () -> what + " for " + person.name() + ", now " + story(),
        page,
        () -> (boolean) page.evaluate(condition));
  }

  private static boolean matches(List<String> paths, List<String> patterns) {
    List<String> left = new ArrayList<>(paths);
    for (String pattern : patterns) {
      Optional<String> fitting = left.stream().filter(path -> path.matches(pattern)).findFirst();
      if (fitting.isEmpty()) {
        return false;
      }
      left.remove(fitting.get());
    }
    return left.isEmpty();
  }

  /// What to know if a test failed.
  String story() {
    return person.name() + ": " + page.evaluate("paths.story()");
  }

  List<String> leaves() {
    return person.leaveTheStage();
  }

  private static String resource(String file) {
    try (var in = Caller.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
