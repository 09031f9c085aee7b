// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

/// What a host may ask of somebody. A request and no force: media do not pass this server, so it is
/// the other one's client that obeys.
public enum Wish {
  MUTE,
  STOP_VIDEO,
  STOP_SHARE
}
