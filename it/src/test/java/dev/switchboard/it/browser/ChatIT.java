// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What people write, in the chat and as their names, arrives as they wrote it.
final class ChatIT {

  @RegisterExtension static final Stage stage = Stage.with();

  private static final String TRAP = "<img src=x onerror=\"alert(1)\">";

  /// They stand for reactions, right after R.
  @Test
  void digitsAreTypedWhereOneTypes() {
    Person ana = stage.person("Ana");
    CallPage call = ana.startsRoom();
    var keys = ana.page().keyboard();
    // However slow this machine is, it is soon after R.
    ana.page().evaluate("() => { const now = performance.now(); performance.now = () => now; }");
    keys.press("r");
    keys.press("Escape");
    keys.press("c");
    assertThat(call.get("chat-input")).isFocused();
    keys.press("1");
    assertThat(call.get("chat-input")).hasValue("1");
    assertThat(call.get("reaction")).hasCount(0);
  }

  @Test
  void everybodyReadsTheSameAndWhoComesLaterReadsItToo() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.startsRoom();
    bob.opens(ana.link());

    ana.call().says("Hello Bob");
    bob.call().reads("Hello Bob");
    bob.call().says("Hello Ana 👋");
    ana.call().reads("Hello Ana 👋");

    Person eva = stage.person("Eva");
    CallPage late = eva.opens(ana.link());
    late.reads("Hello Ana 👋");
    assertThat(late.messages().locator(".text"))
        .hasText(new String[] {"Hello Bob", "Hello Ana 👋"});
    assertThat(late.messages().locator("bdi")).hasText(new String[] {"Ana", "Bob"});
  }

  @Test
  void whatOneWroteStaysOnesOwnAfterAReload() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.startsRoom();
    bob.opens(ana.link());
    ana.call().says("mine");
    bob.call().reads("mine");
    bob.call().says("his");
    ana.call().reads("his");

    for (int i = 0; i < 2; i++) {
      ana.page().reload();
      ana.call().reads("his");
      assertThat(ana.call().messages()).hasCount(2);
      assertThat(ana.call().messages().first()).hasAttribute("data-own", "");
      assertThat(ana.call().messages().last().locator("bdi")).hasText("Bob");
    }
    assertThat(bob.call().messages().first().locator("bdi")).hasText("Ana");
  }

  @Test
  void markupStaysText() {
    Person ana = stage.person("Ana");
    Person trickster = stage.person(TRAP);
    ana.startsRoom();
    trickster.opens(ana.link());

    ana.sees(trickster);
    trickster.call().says(TRAP);
    ana.call().reads(TRAP);
    assertThat(ana.page().locator("img[src='x']")).hasCount(0);
    assertThat(trickster.page().locator("img[src='x']")).hasCount(0);
  }

  @Test
  void namesAndRoomsMayBeInAnyScript() {
    Person wang = stage.person("王小明");
    Person zoe = stage.person("Zoë 👩🏽‍🚀");
    String room = "茶室-" + System.nanoTime();
    wang.opens("/" + URLEncoder.encode(room, StandardCharsets.UTF_8));
    zoe.opens(wang.link());

    assertThat(zoe.call().get("room-name")).hasText(room);
    wang.sees(zoe);
    zoe.sees(wang);
    wang.call().says("你好，Zoë 🍵");
    zoe.call().reads("你好，Zoë 🍵");
  }

  @Test
  void unreadMessagesAreCountedOnTheKey() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.meets(bob);

    bob.call().says("one");
    bob.call().says("two");
    assertThat(ana.call().get("unread")).hasText("2");
    ana.call().opensChat();
    assertThat(ana.call().get("unread")).isHidden();
  }

  @Test
  void whatIsSaidToOneIsReadByNobodyElse() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    Person eva = stage.person("Eva");
    ana.startsRoom();
    bob.opens(ana.link());
    eva.opens(ana.link());
    ana.call().hasPeople(3);
    bob.call().hasPeople(3);

    ana.call().opensChat();
    ana.call().get("chat-to").selectOption("Bob");
    ana.call().says("psst <b>Bob</b>");
    bob.call().reads("psst <b>Bob</b>");
    assertThat(bob.call().messages().last().getByTestId("private")).hasText("Only to you");
    assertThat(ana.call().messages().last().getByTestId("private")).hasText("Only to Bob");
    bob.call().get("reply").click();
    assertThat(bob.call().get("chat-input")).isFocused();
    bob.call().says("yes?");
    ana.call().reads("yes?");

    ana.call().get("chat-to").selectOption("Everyone");
    ana.call().says("hello all");
    eva.call().reads("hello all");
    assertThat(eva.call().messages()).hasCount(1);
    Person late = stage.person("Zoë");
    late.opens(ana.link()).reads("hello all");
    assertThat(late.call().messages()).hasCount(1);
  }

  @Test
  void whatWasMeantForOneWhoLeftGoesToNobody() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    Person eva = stage.person("Eva");
    ana.startsRoom();
    bob.opens(ana.link());
    eva.opens(ana.link());
    ana.call().hasPeople(3);

    ana.call().opensChat();
    ana.call().get("chat-to").selectOption("Bob");
    ana.call().get("chat-input").fill("between us");
    bob.call().leaves();
    ana.call().hasPeople(2);
    ana.call().get("chat-send").click();
    assertThat(ana.call().get("chat-panel").locator("[role=alert]"))
        .hasText("Bob left. Choose who should read this.");
    assertThat(ana.call().get("chat-input")).hasValue("between us");
    ana.call().get("chat-to").selectOption("Eva");
    ana.call().get("chat-send").click();
    eva.call().reads("between us");
    assertThat(eva.call().messages().last().getByTestId("private")).isVisible();
  }

  @Test
  void whoIsWritingIsSeenByThoseWhoWillRead() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    Person eva = stage.person("Eva");
    ana.startsRoom();
    bob.opens(ana.link());
    eva.opens(ana.link());
    for (Person person : new Person[] {ana, bob, eva}) {
      person.call().hasPeople(3);
      person.call().opensChat();
    }

    ana.call().get("chat-to").selectOption("Bob");
    ana.call().get("chat-input").pressSequentially("for Bob");
    assertThat(bob.call().get("typing")).hasText("Ana is typing");
    ana.call().get("chat-send").click();
    assertThat(bob.call().get("typing")).isHidden();
    assertThat(eva.call().get("typing")).isHidden();
    ana.call().get("chat-to").selectOption("Everyone");
    ana.call().get("chat-input").pressSequentially("for all");
    bob.call().get("chat-input").pressSequentially("too");
    assertThat(eva.call().get("typing")).hasText("Ana and Bob are typing");
    ana.call().get("chat-input").fill("");
    bob.call().get("chat-input").fill("");
    assertThat(eva.call().get("typing")).isHidden();
  }
}
