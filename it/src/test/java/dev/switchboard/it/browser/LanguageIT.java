// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// English and Chinese.
final class LanguageIT {

  @RegisterExtension static final Stage stage = Stage.with();

  @Test
  void theLanguageIsSwitchedInPlaceAndRemembered() {
    Person ana = stage.person("Ana");
    Home home = ana.comesHome();
    assertThat(title(ana)).hasText("Who are you calling?");

    home.get("room-input").fill("half-typed");
    home.get("lang").click();
    assertThat(title(ana)).hasText("想和谁通话？");
    assertThat(ana.page().locator("html")).hasAttribute("lang", "zh-CN");
    assertThat(home.get("room-input")).hasValue("half-typed");

    ana.page().reload();
    assertThat(title(ana)).hasText("想和谁通话？");
    ana.home().get("lang").click();
    assertThat(title(ana)).hasText("Who are you calling?");
  }

  @Test
  void anotherTabOfTheSamePersonFollows() {
    Person ana = stage.person("Ana");
    Home home = ana.comesHome();
    Person second = ana.inASecondTab();
    second.comesHome();

    home.get("lang").click();
    assertThat(title(second)).hasText("想和谁通话？");
    second.home().get("lang").click();
    assertThat(title(ana)).hasText("Who are you calling?");
  }

  @Test
  void aChineseBrowserGetsChinese() {
    Person wang = stage.person(new Person.Traits("王小明").speaking("zh-CN"));
    wang.comesHome();
    assertThat(title(wang)).hasText("想和谁通话？");
  }

  @Test
  void theLanguageIsSwitchedInTheMiddleOfACall() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.startsRoom();
    bob.opens(ana.link());
    ana.sees(bob);

    CallPage call = ana.call();
    call.opensMenu();
    call.get("more-settings").click();
    call.get("tab-general").click();
    call.get("set-language").selectOption("zh");
    ana.page().keyboard().press("Escape");
    assertThat(call.get("leave")).hasText("离开");
    ana.sees(bob);
    assertThat(ana.call().get("chat")).containsText("聊天");
  }

  @Test
  void whatWasClosedMeanwhileOpensInTheNewLanguage() {
    Person ana = stage.person("Ana");
    ana.startsRoom();
    CallPage call = ana.call();
    call.opensMenu();
    call.get("more-settings").click();
    assertThat(call.get("set-quality").locator("option").first()).hasText("Automatic, up to 720p");
    call.get("tab-general").click();
    call.get("set-language").selectOption("zh");
    call.get("tab-net").click();
    assertThat(call.get("settings")).containsText("始终使用中继");
    call.get("tab-av").click();
    assertThat(call.get("set-quality").locator("option").first()).hasText("自动，最高 720p");
    ana.page().keyboard().press("Escape");

    call.get("chat").click();
    assertThat(call.get("chat-panel").locator("h2")).hasText("聊天");
    assertThat(call.get("chat-input")).hasAttribute("placeholder", "给所有人发消息");
    call.get("people").click();
    assertThat(call.get("people-panel").locator("h2")).hasText("成员");
    assertThat(call.get("mute-all")).hasText("全体静音");
    assertThat(call.get("invite-people")).hasText("邀请");
  }

  @Test
  void theSmallWindowFollows() {
    Person ana = stage.person("Ana");
    ana.startsRoom();
    CallPage call = ana.call();
    call.opensMenu();
    call.get("more-pip").click();
    String microphone =
        "documentPictureInPicture.window?.document.querySelector('[data-test=mic]')?.textContent";
    Wait.until("a key", ana.page(), () -> "Mic".equals(ana.page().evaluate(microphone)));

    call.opensMenu();
    call.get("more-settings").click();
    call.get("tab-general").click();
    call.get("set-language").selectOption("zh");
    Wait.until("a Chinese key", ana.page(), () -> "麦克风".equals(ana.page().evaluate(microphone)));
  }

  private static Locator title(Person person) {
    Page page = person.page();
    return page.locator("h1");
  }
}
