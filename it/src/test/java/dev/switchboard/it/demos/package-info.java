// SPDX-License-Identifier: Apache-2.0

/// The demo pages, each as a client of its tutorial in two browsers. What somebody can do and see
/// there is on [dev.switchboard.it.demos.Demo].
@NullMarked
package dev.switchboard.it.demos;

import org.jspecify.annotations.NullMarked;
