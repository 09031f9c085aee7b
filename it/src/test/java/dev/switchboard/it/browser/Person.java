// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Somebody with a browser profile of their own and one tab open. What they do is done through the
/// pages that the product has.
public final class Person {

  /// How people differ.
  ///
  /// @param devices whether they let pages use the camera and the microphone
  /// @param trusting whether they open pages whose certificate is not known
  /// @param touching whether theirs is a phone, without a mouse
  public record Traits(
      String name, boolean devices, String language, boolean trusting, boolean touching) {

    public Traits(String name) {
      this(name, true, "en-GB", false, false);
    }

    public Traits withoutDevices() {
      return new Traits(name, false, language, trusting, touching);
    }

    public Traits speaking(String tag) {
      return new Traits(name, devices, tag, trusting, touching);
    }

    public Traits trustingAnyPage() {
      return new Traits(name, devices, language, true, touching);
    }

    Traits onAPhone() {
      return new Traits(name, devices, language, trusting, true);
    }
  }

  /// Of the window, unless a test wants another one.
  static final int WIDTH = 1280;

  static final int HEIGHT = 800;

  private static final int PHONE_WIDTH = 390;

  /// What nobody is asked for; where permissions are named, all others are refused.
  private static final String DISPLAY = "screen-wake-lock";

  private static final List<String> DEVICES =
      List.of("camera", "microphone", "clipboard-read", "clipboard-write", DISPLAY);
  private static final String WATCH = resource("watch.js");

  private String name;
  private final String handle;
  private final String site;
  private final Complaints complaints;
  private final BrowserContext context;
  private final Page page;

  /// @param number makes handles unique for as long as a server lives
  public Person(Browser chromium, Traits traits, String site, int number) {
    this.name = traits.name();
    this.handle = name.toLowerCase(java.util.Locale.ROOT) + "-" + number;
    this.site = site;
    this.complaints = new Complaints(name, site);
    this.context =
        chromium.newContext(
            new Browser.NewContextOptions()
                .setLocale(traits.language())
                .setIgnoreHTTPSErrors(traits.trusting())
                .setViewportSize(traits.touching() ? PHONE_WIDTH : WIDTH, HEIGHT)
                .setHasTouch(traits.touching())
                .setIsMobile(traits.touching())
                .setPermissions(permissions(traits)));
    this.context.setDefaultTimeout(Wait.PATIENCE);
    this.context.addInitScript(WATCH);
    this.page = newTab();
  }

  /// The same person in a second tab of the same browser.
  private Person(Person same) {
    this.name = same.name;
    this.handle = same.handle;
    this.site = same.site;
    this.complaints = same.complaints;
    this.context = same.context;
    this.page = newTab();
  }

  Person inASecondTab() {
    return new Person(this);
  }

  /// As others see it.
  public String name() {
    return name;
  }

  /// Whoever did not say their name yet is called by their handle.
  Person goesByHandle() {
    name = handle;
    return this;
  }

  /// By which others ring them, once they are on the board.
  String handle() {
    return handle;
  }

  public Page page() {
    return page;
  }

  /// The address under which they find the server, with a slash at the end.
  public String site() {
    return site;
  }

  /// From now on, complaints with these words in them are no news.
  public Person expecting(String complaint) {
    complaints.expect(complaint);
    return this;
  }

  /// Makes the test fail in the end.
  void complains(String complaint) {
    complaints.add(complaint);
  }

  Home comesHome() {
    opensTheSite();
    return home();
  }

  /// Whatever it shows.
  void opensTheSite() {
    page.navigate(site);
  }

  /// Starts a room and is the first one in it.
  public CallPage startsRoom() {
    return comesHome().startsRoom().joins();
  }

  /// Starts a room, and the others come by its link, one after the other.
  ///
  /// @return what this one has before them, who sees all
  CallPage meets(Person... others) {
    CallPage call = startsRoom();
    for (Person other : others) {
      other.opens(link());
      sees(other);
    }
    return call;
  }

  /// Follows a link to a room and joins.
  public CallPage opens(String link) {
    return looksInto(link).joins();
  }

  /// Follows a link to a room, but does not join yet. Links lead through their own line.
  Prejoin looksInto(String link) {
    page.navigate(site + link.replaceFirst("^(https?://[^/]+)?/", ""));
    return prejoin();
  }

  /// The link to the room that they are in, as the address bar shows it.
  public String link() {
    return page.url();
  }

  Home home() {
    return new Home(this);
  }

  Prejoin prejoin() {
    return new Prejoin(this);
  }

  public CallPage call() {
    return new CallPage(this);
  }

  /// Their picture of the other moves.
  public void sees(Person other) {
    call().tile(other).moves();
  }

  /// The other's sound arrives and is not silence.
  public void hears(Person other) {
    call().tile(other).sounds();
  }

  /// Changes their mind about the camera and the microphone.
  void allowsDevices() {
    context.grantPermissions(DEVICES);
  }

  /// The tab is gone without a word, as if the browser had crashed.
  void crashes() {
    try {
      page.navigate("chrome://crash");
    } catch (PlaywrightException e) {
      // Of course it says so.
    }
  }

  /// Ends their part, and says what they have to complain about.
  public List<String> leaveTheStage() {
    context.close();
    return complaints.unexpected();
  }

  void takePicture(Path file) {
    page.screenshot(new Page.ScreenshotOptions().setPath(file).setTimeout(5_000));
  }

  /// An error page, or a note that keeps them from going on.
  void isTold(String error) {
    assertThat(page.locator("[data-test=error][data-error=" + error + "]")).isVisible();
  }

  private Page newTab() {
    Page tab = context.newPage();
    complaints.listenTo(tab);
    return tab;
  }

  private static List<String> permissions(Traits traits) {
    return traits.devices() ? DEVICES : List.of(DISPLAY);
  }

  static String resource(String file) {
    try (var in = Person.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
