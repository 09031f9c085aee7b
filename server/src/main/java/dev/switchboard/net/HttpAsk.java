// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import io.netty.handler.codec.http.HttpHeaders;

/// One HTTP request. `path` is decoded and begins with a slash.
record HttpAsk(String method, String path, HttpHeaders headers) {}
