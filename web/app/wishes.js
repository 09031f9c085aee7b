// SPDX-License-Identifier: Apache-2.0
/** What we ask the browser for: cameras, microphones, screens; and what it says no with. */

/** @param {string} name of a permission */
export async function granted(name) {
  try {
    const status = await navigator.permissions.query({ name: /** @type {PermissionName} */ (name) });
    return status.state === "granted";
  } catch {
    return false; // not every browser knows these names
  }
}

/** The size of the picture that we ask the camera for. @param {import("./logic/budget.js").Quality} quality @returns {MediaTrackConstraints} */
export const pictureWish = quality => (quality === "1080"
  ? { width: { ideal: 1920 }, height: { ideal: 1080 }, frameRate: { ideal: 30, max: 30 } }
  : { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } });

/** A screen with its sound. The call's own tab is not offered, where the browser can leave it out.
 * @param {boolean} motion
 * @returns {DisplayMediaStreamOptions} */
export const screenWish = motion => /** @type {DisplayMediaStreamOptions} */ ({
  video: { frameRate: { ideal: motion ? 30 : 15 } }, audio: true, selfBrowserSurface: "exclude", surfaceSwitching: "include", systemAudio: "include",
});

/** HACK: Chrome takes another device than an `ideal` one https://issues.chromium.org/issues/448432614 @param {string} id */
const chosen = id => (id ? { deviceId: { exact: id } } : {});

/** Microphone and camera as the settings want them; where one that was chosen is gone, any. Of two it does not show which one that is:
 * then neither is given, and each is to be asked for alone.
 * @param {import("./prefs.js").Prefs} prefs
 * @param {boolean} mic
 * @param {boolean} camera
 * @returns {Promise<MediaStream>} */
export async function capture({ mic: micId, camera: cameraId, ...prefs }, mic, camera) {
  const get = (/** @type {string} */ ears, /** @type {string} */ eyes) => navigator.mediaDevices.getUserMedia({
    audio: mic && { ...chosen(ears), echoCancellation: prefs.echo, noiseSuppression: prefs.noise, autoGainControl: true },
    video: camera && { ...chosen(eyes), ...pictureWish(prefs.quality) },
  });
  try {
    return await get(micId, cameraId);
  } catch (e) {
    const { name = "" } = /** @type {{ name?: string }} */ (e);
    const gone = name === "OverconstrainedError" || name === "NotFoundError";
    if (!gone || mic === camera || (mic ? micId : cameraId) === "") throw e;
    return get("", "");
  }
}

/** Whether the browser itself can blur what is behind us. @param {MediaStreamTrack | null} track */
export const canBlur = track => {
  const { backgroundBlur } = /** @type {{ backgroundBlur?: boolean[] }} */ (track?.getCapabilities?.() ?? {});
  return Array.isArray(backgroundBlur) && backgroundBlur.includes(true) && backgroundBlur.includes(false);
};

/** @param {unknown} e
 * @returns {import("./state.js").Trouble} */
export function troubleOf(e) {
  const { name = "" } = /** @type {{ name?: string }} */ (e ?? {}); // OverconstrainedError is no error of the usual kind everywhere
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "missing";
  if (name === "NotReadableError" || name === "AbortError") return "busy";
  return "other";
}
