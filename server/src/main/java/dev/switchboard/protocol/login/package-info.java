// SPDX-License-Identifier: Apache-2.0
/// Tutorial 003: users log in under a name and pass each other offers, answers and candidates by
/// name, until one leaves. See `docs/protocols/login.md`.
@NullMarked
package dev.switchboard.protocol.login;

import org.jspecify.annotations.NullMarked;
