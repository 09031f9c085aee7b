// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

/// A text that somebody has set for a key, and where.
///
/// @param key the key's name
/// @param origin the source, as `--print-config` names it
/// @param label how the one who set it calls the key, for messages
record Setting(String key, String text, String origin, String label) {}
