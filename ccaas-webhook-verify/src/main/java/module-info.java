// SPDX-License-Identifier: Apache-2.0

import org.jspecify.annotations.NullMarked;

/** Verifies and signs webhooks; needs nothing but the JDK. */
@NullMarked
module dev.ccaas.webhook {
  requires static transitive jdk.httpserver;
  requires static org.jspecify;

  exports dev.ccaas.webhook;
  exports dev.ccaas.webhook.httpserver;
}
