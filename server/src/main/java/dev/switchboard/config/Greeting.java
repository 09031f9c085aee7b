// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

/// What a client of tutorial 003 hears right after it has connected. The tutorial's own server
/// sends a text that its page cannot parse.
public enum Greeting {
  NONE,
  TEXT,
  JSON
}
