// SPDX-License-Identifier: Apache-2.0
/// Text as it travels: UTF-8 bytes that were checked once and are passed on as they are.
///
/// The one package that every other may import.
@NullMarked
package dev.switchboard.text;

import org.jspecify.annotations.NullMarked;
