// SPDX-License-Identifier: Apache-2.0
import { SwitchboardError } from "./error.js";

/** @type {Record<string, string>} name of a DOMException of getUserMedia → code */
const CODES = {
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "no-device",
  OverconstrainedError: "no-device", // the chosen device is not there any more
  NotReadableError: "in-use",
  AbortError: "in-use",
  TypeError: "unsupported",
};

/**
 * @typedef {"denied" | "no-device" | "in-use" | "insecure" | "unsupported"} MediaCode
 *
 * @typedef {object} Wish
 * @property {boolean | MediaTrackConstraints} [audio] true by default
 * @property {boolean | MediaTrackConstraints} [video] true by default
 * @property {{ audio?: string, video?: string }} [deviceIds] the chosen ones; another is taken where they are gone
 * @property {boolean} [partly] true by default: be content with one of the two, where the other cannot be had
 */

/**
 * Opens the camera and the microphone.
 * @param {Wish} [wish] @returns {Promise<MediaStream>}
 * @throws {SwitchboardError} its code is a {@link MediaCode}
 */
export async function getCameraAndMicrophone({ audio = true, video = true, deviceIds = {}, partly = true } = {}) {
  try {
    return await openChosen(audio, video, deviceIds);
  } catch (error) {
    const { code } = /** @type {SwitchboardError} */ (error);
    const both = audio && video && partly && (code === "no-device" || code === "in-use");
    if (!both) throw error;
    return await openChosen(audio, false, deviceIds)
      .catch(() => openChosen(false, video, deviceIds))
      .catch(() => Promise.reject(error));
  }
}

/**
 * Lets the user choose a screen, a window or a tab to show.
 * @param {DisplayMediaStreamOptions} [options] @returns {Promise<MediaStream>}
 * @throws {SwitchboardError} `denied` where the user thought better of it
 */
export async function captureScreen({ audio = true, video = { frameRate: { max: 30 } }, ...more } = {}) {
  const media = devices();
  if (!media.getDisplayMedia) throw new SwitchboardError("unsupported", "this browser cannot share the screen");
  try {
    const stream = await media.getDisplayMedia({ audio, video, ...more });
    for (const track of stream.getVideoTracks()) track.contentHint ||= "detail"; // text must stay sharp rather than smooth
    return stream;
  } catch (cause) {
    throw problem(cause);
  }
}

/**
 * What there is to choose from. Labels and ids are empty until the user allowed the use of some device.
 * @returns {Promise<{ cameras: MediaDeviceInfo[], microphones: MediaDeviceInfo[], speakers: MediaDeviceInfo[] }>}
 */
export async function listDevices() {
  const all = await devices().enumerateDevices();
  /** @param {MediaDeviceKind} kind */
  const of = (kind) => all.filter((device) => device.kind === kind);
  return { cameras: of("videoinput"), microphones: of("audioinput"), speakers: of("audiooutput") };
}

/** @param {() => void} listener @returns {() => void} stops listening */
export function onDeviceChange(listener) {
  const media = globalThis.navigator?.mediaDevices;
  media?.addEventListener?.("devicechange", listener);
  return () => media?.removeEventListener?.("devicechange", listener);
}

/**
 * The chosen devices, and any for one that is gone.
 * HACK: Chrome gives another device than an `ideal` one https://issues.chromium.org/issues/448432614
 * @param {boolean | MediaTrackConstraints} audio @param {boolean | MediaTrackConstraints} video @param {{ audio?: string, video?: string }} deviceIds
 */
async function openChosen(audio, video, { audio: ears, video: eyes }) {
  const ways = [
    { audio: choose(audio, ears), video: choose(video, eyes) },
    ...(audio && ears && video && eyes ? [{ audio: choose(audio, ears), video }, { audio, video: choose(video, eyes) }] : []),
    ...((audio && ears) || (video && eyes) ? [{ audio, video }] : []),
  ];
  for (;;) {
    try {
      return await open(/** @type {MediaStreamConstraints} */ (ways.shift()));
    } catch (error) {
      if (ways.length === 0 || /** @type {SwitchboardError} */ (error).code !== "no-device") throw error;
    }
  }
}

/** @param {boolean | MediaTrackConstraints} wish @param {string} [deviceId] */
function choose(wish, deviceId) {
  if (!wish || !deviceId) return wish;
  return { ...(wish === true ? {} : wish), deviceId: { exact: deviceId } };
}

/** @param {MediaStreamConstraints} constraints */
async function open(constraints) {
  try {
    return await devices().getUserMedia(constraints);
  } catch (cause) {
    throw problem(cause);
  }
}

/** @returns {MediaDevices} */
function devices() {
  const media = globalThis.navigator?.mediaDevices;
  if (media) return media;
  if (globalThis.isSecureContext === false)
    throw new SwitchboardError("insecure", "cameras and microphones work on https: and localhost only");
  throw new SwitchboardError("unsupported", "this browser has no cameras and microphones");
}

/** @param {any} cause @returns {SwitchboardError} */
function problem(cause) {
  if (cause instanceof SwitchboardError) return cause;
  return new SwitchboardError(CODES[cause?.name] ?? "unsupported", cause?.message || String(cause), { cause });
}
