// SPDX-License-Identifier: Apache-2.0

/// JSON (RFC 8259) as a relay needs it: read the few fields of an envelope, keep every other value
/// as the bytes that came, write without trees. Start at [dev.switchboard.json.JsonObject] and
/// [dev.switchboard.json.JsonWriter].
@NullMarked
package dev.switchboard.json;

import org.jspecify.annotations.NullMarked;
