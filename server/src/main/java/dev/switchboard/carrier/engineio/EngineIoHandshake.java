// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.engineio;

/// What a client said when it began its session.
///
/// @param revision 3 or 4
/// @param query as it came
/// @param origin the page's, or empty
public record EngineIoHandshake(int revision, String query, String origin) {}
