// SPDX-License-Identifier: Apache-2.0
import { describe, same, test, until } from "../test/harness.js";
import { tone } from "../test/pair.js";
import { LocalMedia } from "./media.js";
import { DEFAULTS } from "./prefs.js";
import { initialState } from "./state.js";
import { Store } from "./store.js";

/** Our devices, of a browser that gives what the test says.
 * @param {{ user?: (wish: MediaStreamConstraints) => Promise<MediaStream>, screen?: () => Promise<MediaStream> }} browser
 * @param {(media: LocalMedia, store: import("./state.js").AppStore) => Promise<void>} body */
async function withMedia({ user = async () => tone().stream, screen = async () => picture() }, body) {
  Object.assign(navigator.mediaDevices, { getUserMedia: user, getDisplayMedia: screen });
  const store = new Store(initialState({ ...DEFAULTS, camOn: false }, "en"));
  const media = new LocalMedia(store);
  try {
    await body(media, store);
  } finally {
    await media.close();
    for (const name of ["getUserMedia", "getDisplayMedia"]) delete (/** @type {any} */ (navigator.mediaDevices)[name]);
  }
}

const picture = () => document.createElement("canvas").captureStream();
const missing = () => Promise.reject(new DOMException("none", "NotFoundError"));
const replug = () => navigator.mediaDevices.dispatchEvent(new Event("devicechange"));
/** @param {MediaStreamTrack | null} track */
const unplug = track => {
  track?.stop();
  track?.dispatchEvent(new Event("ended"));
};

describe("our screen", () => {
  test("is not captured for a call that ended while it was being chosen", async () => {
    /** @type {(stream: MediaStream) => void} */
    let choose = () => {};
    await withMedia({ screen: () => new Promise(resolve => (choose = resolve)) }, async (media, store) => {
      const sharing = media.share();
      media.endShare();
      const stream = picture();
      choose(stream);
      same(await sharing, true, "no failure");
      same(stream.getTracks().map(track => track.readyState), ["ended"]);
      same(store.state.local.screen, null);
    });
  });

  test("is shared again after it was stopped", () => withMedia({}, async (media, store) => {
    await media.share();
    media.endShare();
    same(store.state.local.screen, null);
    await media.share();
    same(store.state.local.screen?.active, true);
    media.endShare();
  }));
});

describe("another screen", () => {
  test("takes the place of the one that is shared", () => withMedia({}, async (media, store) => {
    await media.share();
    const before = store.state.local.screen;
    await media.share();
    same([before?.active, store.state.local.screen?.active, before === store.state.local.screen], [false, true, false]);
    media.endShare();
  }));
});

describe("our microphone", () => {
  test("is opened with the noise and echo that the settings want", async () => {
    /** @type {any[]} */
    const wishes = [];
    const user = async (/** @type {MediaStreamConstraints} */ wish) => {
      wishes.push(wish.audio);
      return tone().stream;
    };
    await withMedia({ user }, async (media, store) => {
      await media.open();
      store.set({ prefs: { ...store.state.prefs, noise: false, echo: false } });
      await media.use("mic", "another");
      same(wishes.map(({ noiseSuppression, echoCancellation, deviceId }) => [noiseSuppression, echoCancellation, deviceId]), [[true, true, undefined], [false, false, { exact: "another" }]]);
    });
  });
});

describe("a microphone that is opened anew for other settings", () => {
  test("is let go of by all who listen before, and takes its own place in the call", async () => {
    /** @type {string[]} */
    const seen = [];
    await withMedia({ user: async () => {
      seen.push("asked");
      return tone().stream;
    } }, async (media, store) => {
      await media.open();
      const before = store.state.local.mic.track;
      const unwatch = store.watch(s => s.local.mic.track, track => seen.push(track === null ? "none" : track.readyState));
      media.onTrack = (kind, old, now) => seen.push(`${kind} ${old === before} ${now?.readyState}`);
      await media.reopenMic();
      unwatch();
      same(seen, ["asked", "live", "none", "asked", "ended", "live", "mic true live"]);
    });
  });

  test("that is gone meanwhile is told", async () => {
    /** @type {string[]} */
    const news = [];
    /** @type {() => Promise<MediaStream>} */
    let user = async () => tone().stream;
    await withMedia({ user: () => user() }, async (media, store) => {
      await media.open();
      media.onNews = (kind, what) => news.push(`${kind} ${what}`);
      media.onTrack = (kind, _, now) => news.push(`${kind} ${now}`);
      user = missing;
      await media.reopenMic();
      same([news, store.state.local.mic.track], [["mic null", "mic refused"], null]);
    });
  });
});

describe("a device that was chosen", () => {
  /** What was asked for: "" for any, "-" for none. @param {{ deviceId?: ConstrainDOMString } | boolean | undefined} wish */
  const which = wish => (typeof wish === "object" ? /** @type {{ exact?: string } | undefined} */ (wish.deviceId)?.exact ?? "" : "-");

  test("is asked for exactly, and any other one where it is gone, with no loss to the one that is there", async () => {
    /** @type {string[]} */
    const asked = [];
    const user = async (/** @type {MediaStreamConstraints} */ { audio, video }) => {
      asked.push(`${which(/** @type {any} */ (audio))} ${which(/** @type {any} */ (video))}`);
      if (which(/** @type {any} */ (audio)) === "gone") throw new OverconstrainedError("deviceId");
      return new MediaStream([...(audio ? tone().stream.getTracks() : []), ...(video ? picture().getTracks() : [])]);
    };
    await withMedia({ user }, async (media, store) => {
      store.set({ prefs: { ...store.state.prefs, mic: "gone", camera: "desk" } });
      media.want(true, true);
      await media.open();
      const { mic, camera } = store.state.local;
      same(asked, ["gone desk", "gone -", " -", "- desk"]);
      same([mic.track?.readyState, camera.track?.readyState, mic.trouble], ["live", "live", ""]);
    });
  });
});

describe("a device that is gone", () => {
  test("is told, and is taken again as soon as it is back", async () => {
    /** @type {import("./media.js").News[]} */
    const news = [];
    /** @type {() => Promise<MediaStream>} */
    let user = async () => tone().stream;
    await withMedia({ user: () => user() }, async (media, store) => {
      media.onNews = (kind, what) => kind === "mic" && news.push(what);
      await media.open();
      user = missing;
      unplug(store.state.local.mic.track);
      await until(() => news.length > 0, "news of the loss");
      same([news, store.state.local.mic.trouble], [["lost"], "missing"]);

      user = async () => tone().stream;
      replug();
      await until(() => store.state.local.mic.track, "the microphone again");
      await until(() => news.length > 1, "news of the find");
      same([news, store.state.local.mic.trouble], [["lost", "found"], ""]);
    });
  });

  test("is followed by another, which is told", async () => {
    /** @type {string[]} */
    const news = [];
    await withMedia({}, async (media, store) => {
      media.onNews = (kind, what) => news.push(`${kind} ${what}`);
      await media.open();
      unplug(store.state.local.mic.track);
      await until(() => news.length > 0, "news");
      same([news, store.state.local.mic.track?.readyState], [["mic found"], "live"]);
    });
  });

  test("is not asked for again after a no, nor while it is off", async () => {
    let asked = 0;
    let trouble = "NotAllowedError";
    const user = () => {
      asked++;
      return Promise.reject(new DOMException("no", trouble));
    };
    await withMedia({ user }, async (media, store) => {
      await media.setMic(true);
      replug();
      await media.refresh();
      await media.setCamera(false); // waits for its turn
      same([asked, store.state.local.mic.trouble], [1, "denied"]);
      trouble = "NotFoundError";
      await media.setMic(true);
      await media.setMic(false);
      replug();
      await media.refresh();
      await media.setCamera(false);
      same([asked, store.state.local.mic.trouble], [2, "missing"]);
    });
  });

  test("that was chosen and does not run is told", async () => {
    /** @type {string[]} */
    const news = [];
    /** @type {() => Promise<MediaStream>} */
    let user = async () => tone().stream;
    await withMedia({ user: () => user() }, async media => {
      media.onNews = (kind, what) => news.push(`${kind} ${what}`);
      await media.open();
      user = () => Promise.reject(new DOMException("taken", "NotReadableError"));
      await media.use("mic", "another");
      same(news, ["mic refused"]);
    });
  });
});

describe("what is wanted of our devices", () => {
  test("holds for those that run already", async () => {
    const user = async (/** @type {MediaStreamConstraints} */ { audio, video }) =>
      new MediaStream([...(audio ? tone().stream.getTracks() : []), ...(video ? picture().getTracks() : [])]);
    await withMedia({ user }, async (media, store) => {
      media.want(false, true);
      await media.open();
      const { mic, camera } = store.state.local;
      same([mic.track?.enabled, camera.track?.readyState], [false, "live"]);
      media.want(true, false);
      same([mic.track?.enabled, camera.track?.readyState, store.state.local.camera.track], [true, "ended", null]);
    });
  });
});
