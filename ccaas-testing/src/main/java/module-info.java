// SPDX-License-Identifier: Apache-2.0

import org.jspecify.annotations.NullMarked;

/** Fakes and contracts for tests of code that uses ccaas. */
@NullMarked
module dev.ccaas.testing {
  requires transitive dev.ccaas.core;
  requires transitive dev.ccaas.webhook;
  requires transitive java.net.http;
  requires com.fasterxml.jackson.databind;
  requires jdk.httpserver;
  requires static org.jspecify;
  requires static transitive org.junit.jupiter.api;

  exports dev.ccaas.testing;
  exports dev.ccaas.testing.contract;
  exports dev.ccaas.testing.junit;
  exports dev.ccaas.testing.platform;
  exports dev.ccaas.testing.webhook;
}
