// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

/// Why a call ended before both had met.
public enum CallEnd {
  DECLINED,
  BUSY,
  CANCELLED,
  NO_ANSWER,
  GONE
}
