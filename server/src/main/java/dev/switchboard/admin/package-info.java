// SPDX-License-Identifier: Apache-2.0

/// What operators ask a server: whether it lives, whether it takes clients, and what it has
/// counted. Start at [dev.switchboard.admin.AdminApi]; the page for people is `docs/operations.md`.
@NullMarked
package dev.switchboard.admin;

import org.jspecify.annotations.NullMarked;
