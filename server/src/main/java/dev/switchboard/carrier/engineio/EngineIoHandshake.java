// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.engineio;

/// What a client said when it began its session.
///
/// @param sid the id of the session, by which whoever knows it may speak for its client
/// @param revision 3 or 4
/// @param query as it came
/// @param origin the page's, or empty
public record EngineIoHandshake(String sid, int revision, String query, String origin) {}
