// SPDX-License-Identifier: Apache-2.0

import org.jspecify.annotations.NullMarked;

/** What all platforms share: values, errors, tokens, HTTP, limits, audit, provisioning. */
@NullMarked
module dev.ccaas.core {
  requires com.fasterxml.jackson.databind;
  requires com.github.benmanes.caffeine;
  requires dev.failsafe.core;
  requires java.net.http;
  requires org.slf4j;
  requires static org.jspecify;
}
