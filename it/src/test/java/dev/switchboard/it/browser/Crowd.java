// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import com.microsoft.playwright.Page;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Many people in one empty page, for the pictures of one person's call: each has a drawn picture
/// and a connection to that person only, so that many of them cost less than three real pages.
final class Crowd {

  /// In the order in which they come; who has which drawing goes by it.
  static final List<String> NAMES =
      List.of(
          "Wei", "Noor", "Kofi", "Lin", "Tomas", "Priya", "Hugo", "Leila", "Jun", "小美", "Sara",
          "Omar", "Mei", "Ivo", "Eva", "Yuki", "Ben");

  /// How somebody comes in.
  enum Part {
    LISTENS,
    SPEAKS,
    /// With a voice that is not heard until they speak.
    QUIET,
    MUTED,
    /// Without a camera.
    DARK,
    /// With a screen beside the face.
    SHOWS,
    /// With a screen of which no picture ever comes.
    PROMISES
  }

  private final Page page;
  private final String room;
  private final String star;

  /// @param host whose page they are in
  /// @param star who is in that room, and is pictured
  Crowd(Person host, String room, String star) {
    this.page = host.page();
    this.room = room;
    this.star = star;
    page.navigate(host.site() + "app/icons-LICENSE.txt"); // a page of the site without scripts
    page.evaluate(Person.resource("crowd.js"));
  }

  void comes(Part part, String... names) {
    page.evaluate(
        "people => crowd.come(people)",
        Arrays.stream(names)
            .map(name ->
                Map.of(
                    "room",
                    room,
                    "star",
                    star,
                    "name",
                    name,
                    "number",
                    NAMES.indexOf(name),
                    "part",
                    part.name().toLowerCase(java.util.Locale.ROOT)))
            .toList());
  }

  void goes(String... names) {
    page.evaluate("names => crowd.go(names)", Arrays.asList(names));
  }

  void speaks(String name) {
    page.evaluate("name => crowd.speaks(name)", name);
  }

  /// How tall the star shows somebody's face, as they were told last; those who are not seen send
  /// no picture from then on.
  int wanted(String name) {
    return ((Number) page.evaluate("name => crowd.wanted(name)", name)).intValue();
  }

  /// By the id that the server knows them by.
  String nameOf(String peer) {
    return (String) page.evaluate("peer => crowd.nameOf(peer)", peer);
  }

  /// All but these go.
  void keeps(String... names) {
    page.evaluate("names => crowd.keeps(names)", Arrays.asList(names));
  }

  void raisesHand(String name) {
    page.evaluate("name => crowd.of(name).room.chair.raiseHand()", name);
  }

  void reacts(String name, String emoji) {
    page.evaluate(
        "([name, reaction]) => crowd.of(name).room.send({ reaction })", List.of(name, emoji));
  }

  void says(String name, String text) {
    page.evaluate("([name, text]) => crowd.of(name).room.chat(text)", List.of(name, text));
  }

  /// Their line is too weak for pictures, as they say.
  void pauses(String name) {
    page.evaluate("name => crowd.of(name).room.send({ paused: true })", name);
  }

  /// They record the call, or end that.
  void records(String name, boolean on) {
    page.evaluate("([name, on]) => crowd.records(name, on)", Arrays.asList(name, on));
  }

  /// They are gone without a word.
  void breaks(String... names) {
    page.evaluate("names => names.forEach(crowd.breaks)", Arrays.asList(names));
  }

  /// Rings somebody on the board.
  void rings(String name, String handle) {
    page.evaluate("([name, handle]) => crowd.rings(name, handle)", List.of(name, handle));
  }
}
