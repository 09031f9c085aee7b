// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Files go from page to page, whatever happens on the way.
@Timeout(240)
final class FilesIT {

  @RegisterExtension static final Stage stage = Stage.with();

  private static final int MEGABYTE = 1 << 20;

  /// A disk that takes so many bytes, and no more until it is free again.
  private static final String DISK =
      "bytes => { const stream = FileSystemWritableFileStream.prototype; const { write } = stream;"
          + " const disk = globalThis.disk = { written: 0, room: bytes, waiting: [],"
          + " free() { this.room = Infinity; for (const go of this.waiting.splice(0)) go(); } };"
          + " stream.write = async function (data) {"
          + " if (disk.written >= disk.room) await new Promise(go => disk.waiting.push(go));"
          + " await write.call(this, data); disk.written += data.length; }; }";

  /// One bit of the first piece is another one when it arrives.
  private static final String TAMPER =
      "() => { const channel = RTCDataChannel.prototype; const { send } = channel; let done = false;"
          + " channel.send = function (data) {"
          + " if (typeof data !== 'string' && !done) { done = true; data = data.slice(); data[0] ^= 1; }"
          + " return send.call(this, data); }; }";

  private static final String DROP =
      "name => { const dataTransfer = new DataTransfer();"
          + " dataTransfer.items.add(new File(['dropped'], name));"
          + " for (const type of ['dragenter', 'dragover', 'drop'])"
          + " document.body.dispatchEvent("
          + "new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true })); }";

  private static final String PASTE =
      "([name, text]) => { const clipboardData = new DataTransfer();"
          + " clipboardData.items.add(new File(['pasted'], name, { type: 'image/png' }));"
          + " if (text) clipboardData.setData('text/plain', text);"
          + " document.querySelector('textarea').dispatchEvent("
          + "new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })); }";

  @TempDir Path folder;

  @Test
  void aFileGoesToEverybodyAndIsSavedAsItWas() throws IOException {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    Person eva = stage.person("Eva");
    meet(ana, bob, eva);
    Path plan = file("stall plan <1>.html", 3 * MEGABYTE + 17);

    sends(ana, plan);
    for (Person other : new Person[] {bob, eva}) {
      assertThat(other.call().get("unread")).hasText("1");
      FileRow row = new FileRow(other, "stall plan").is("done").says("3.1 MB, from Ana");
      assertThat(Files.mismatch(plan, row.saved())).isEqualTo(-1);
      assertThat(row.nameOfDownload()).isEqualTo("stall plan _1_.html");
    }
    new FileRow(ana, "stall plan").is("done").says("Sent to 2 people");
    assertThat(bob.page().getByTestId("file")).hasCount(1);
  }

  @Test
  void aLargeFileWaitsForAYesCanBePausedAndIsNeverHeldInMemory() throws IOException {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    meet(ana, bob);
    Path film = file("film.mkv", 200 * MEGABYTE);
    Memory hers = new Memory(ana);
    Memory his = new Memory(bob);

    sends(ana, film);
    FileRow sent = new FileRow(ana, "film.mkv").is("offered").says("Waiting for Bob");
    FileRow got = new FileRow(bob, "film.mkv").is("offered").says("210 MB, from Ana");
    got.does("accept").is("moving");
    got.hasCome(5);
    sent.does("pause");
    got.is("paused").says("Paused by Ana");
    sent.says("Paused").does("resume");
    got.is("moving").does("pause");
    sent.is("paused").says("Paused by Bob");
    got.does("resume");
    Wait.until(
        FileRow.PATIENCE,
        () -> "the film",
        bob.page(),
        () -> {
          hers.look();
          his.look();
          return got.get("save").isVisible() || got.progress() > 90;
        });
    got.is("done");
    sent.is("done").says("Sent to Bob");
    assertThat(Files.mismatch(film, got.saved())).isEqualTo(-1);
    assertThat(hers.most()).as("bytes in the sender's memory").isLessThan(64 * MEGABYTE);
    assertThat(his.most()).as("bytes in the receiver's memory").isLessThan(64 * MEGABYTE);
  }

  @Test
  void aTransferGoesOnWhereItWasWhenTheConnectionBroke() throws IOException {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    meet(ana, bob);
    Path film = file("film.mkv", 40 * MEGABYTE);
    bob.page().evaluate(DISK, 20 * MEGABYTE);

    sends(ana, film);
    FileRow sent = new FileRow(ana, "film.mkv");
    FileRow got = new FileRow(bob, "film.mkv").does("accept");
    sent.hasCome(40);
    bob.page().evaluate("watched.cut()");
    sent.is("interrupted").says("Reconnecting");
    got.is("interrupted");
    bob.page().evaluate("disk.free()");
    got.is("done");
    sent.is("done");
    assertThat(((Number) bob.page().evaluate("disk.written")).longValue())
        .as("bytes that came, each of them once")
        .isEqualTo(Files.size(film));
    assertThat(Files.mismatch(film, got.saved())).isEqualTo(-1);
    ana.sees(bob);
  }

  @Test
  void oneBitThatChangedOnTheWayIsNoticed() throws IOException {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    meet(ana, bob);
    ana.page().evaluate(TAMPER);

    sends(ana, file("plan.pdf", MEGABYTE));
    FileRow got = new FileRow(bob, "plan.pdf").is("failed").says("Arrived damaged");
    assertThat(got.get("save")).hasCount(0);
    new FileRow(ana, "plan.pdf").is("failed").says("Arrived damaged. Send it to Bob again.");
    sends(ana, file("plan.pdf", MEGABYTE));
    new FileRow(bob, "plan.pdf").is("done");
  }

  @Test
  void nobodyWaitsForTheSlowest() throws IOException {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    Person eva = stage.person("Eva");
    meet(ana, bob, eva);
    eva.page().evaluate(DISK, MEGABYTE);
    Path film = file("film.mkv", 24 * MEGABYTE);

    sends(ana, film);
    FileRow hers = new FileRow(eva, "film.mkv").does("accept");
    FileRow his = new FileRow(bob, "film.mkv").does("accept").is("done");
    hers.is("moving");
    new FileRow(ana, "film.mkv").is("moving").says("To 2 people");
    assertThat(Files.mismatch(film, his.saved())).isEqualTo(-1);
    eva.page().evaluate("disk.free()");
    hers.is("done");
    assertThat(Files.mismatch(film, hers.saved())).isEqualTo(-1);
  }

  @Test
  void eitherSideMayEndItAndRowsSayWhy() throws IOException {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    meet(ana, bob);
    bob.page().evaluate(DISK, 0);
    for (String name : new String[] {"one", "two", "three", "four"}) {
      sends(ana, file(name, 24 * MEGABYTE));
    }
    new FileRow(bob, "one").does("decline").is("declined").says("Declined");
    new FileRow(ana, "one").is("declined").says("Bob declined");
    new FileRow(bob, "two").does("accept").is("moving").does("cancel").says("Cancelled");
    new FileRow(ana, "two").is("cancelled").says("Cancelled by Bob");
    new FileRow(bob, "three").does("accept").is("moving");
    new FileRow(ana, "three").is("moving").does("cancel").says("Cancelled");
    new FileRow(bob, "three").is("cancelled").says("Cancelled by Ana");
    bob.call().leaves();
    new FileRow(ana, "four").is("failed").says("Stopped. Bob left the call.");
    sends(ana, file("five", 1));
    assertThat(ana.page().getByTestId("toast")).containsText("Nobody else is here yet");
  }

  @Test
  void filesAreDroppedAndPastedToWhomeverIsChosen() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    Person eva = stage.person("Eva");
    meet(ana, bob, eva);

    ana.page().evaluate(DROP, "dropped.txt");
    new FileRow(bob, "dropped.txt").is("done");
    new FileRow(eva, "dropped.txt").is("done");
    assertThat(ana.call().get("dropzone")).isHidden();
    ana.call().get("chat-to").selectOption("Bob");
    ana.page().evaluate(PASTE, new Object[] {"pasted.png", ""});
    new FileRow(bob, "pasted.png").is("done");
    new FileRow(ana, "pasted.png").is("done").says("Sent to Bob");
    assertThat(ana.call().messages().last().getByTestId("private")).hasText("Only to Bob");
    assertThat(bob.call().messages().last().getByTestId("private")).hasText("Only to you");
    assertThat(bob.call().messages().first().getByTestId("private")).hasCount(0);
    ana.page().evaluate(PASTE, new Object[] {"picture of text.png", "text"});
    ana.call().get("chat-to").selectOption("Everyone");
    ana.call().says("that was all");
    eva.call().reads("that was all");
    assertThat(ana.page().getByTestId("file")).hasCount(2);
    assertThat(eva.page().getByTestId("file")).hasCount(1);
  }

  @Test
  void filesAreSentAndReceivedWithTheKeyboard() throws IOException {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    meet(ana, bob);
    bob.page().evaluate(DISK, 0);
    Path film = file("film.mkv", 24 * MEGABYTE);
    ana.page().onFileChooser(chooser -> chooser.setFiles(film));

    ana.page().keyboard().press("c");
    ana.page().keyboard().press("Shift+Tab");
    assertThat(ana.call().get("chat-attach")).isFocused();
    ana.page().keyboard().press("Enter");
    FileRow got = new FileRow(bob, "film.mkv").is("offered");
    got.get("accept").focus();
    bob.page().keyboard().press("Enter");
    assertThat(got.get("pause")).isFocused();
    bob.page().keyboard().press("Enter");
    assertThat(got.get("resume")).isFocused();
    new FileRow(ana, "film.mkv").is("paused").says("Paused by Bob");
    bob.page().keyboard().press("Enter");
    assertThat(got.get("pause")).isFocused();
    bob.page().evaluate("disk.free()");
    assertThat(got.get("save"))
        .isFocused(
            new com.microsoft.playwright.assertions.LocatorAssertions.IsFocusedOptions()
                .setTimeout(60_000));
  }

  /// How much a page's scripts keep, buffers included. What nobody holds any more is not counted:
  /// it waits for the collector, the longer the less that has to do.
  private static final class Memory {
    private static final long SUSPICIOUS = 32 * MEGABYTE;

    private final CDPSession session;
    private final double before;
    private double most;

    Memory(Person person) {
      session = person.page().context().newCDPSession(person.page());
      before = now();
    }

    void look() {
      double more = now() - before;
      if (more > SUSPICIOUS) {
        session.send("HeapProfiler.collectGarbage");
        more = now() - before;
      }
      most = Math.max(most, more);
    }

    long most() {
      assertThat(most).isPositive();
      return (long) most;
    }

    private double now() {
      JsonObject usage = session.send("Runtime.getHeapUsage");
      return usage.get("usedSize").getAsDouble() + usage.get("backingStorageSize").getAsDouble();
    }
  }

  private static void meet(Person first, Person... others) {
    first.startsRoom();
    for (Person other : others) {
      other.opens(first.link());
      first.sees(other);
      other.sees(first);
    }
    first.call().hasPeople(others.length + 1);
    for (Person other : others) {
      other.call().hasPeople(others.length + 1);
    }
  }

  private static void sends(Person person, Path file) {
    person.call().opensChat();
    person.call().get("file-input").setInputFiles(file);
  }

  /// Of numbers that count up, so that no two pieces are the same.
  private Path file(String name, int size) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      ByteBuffer block = ByteBuffer.allocate(MEGABYTE);
      for (int at = 0; at < size; at += MEGABYTE) {
        for (int i = 0; i < MEGABYTE; i += Integer.BYTES) {
          block.putInt(i, at + i);
        }
        out.write(block.array(), 0, Math.min(MEGABYTE, size - at));
      }
    }
    return file;
  }
}
