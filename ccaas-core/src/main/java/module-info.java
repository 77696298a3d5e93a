// SPDX-License-Identifier: Apache-2.0

import org.jspecify.annotations.NullMarked;

/** What all platforms share: values, errors, tokens, HTTP, limits, audit, provisioning. */
@NullMarked
@SuppressWarnings("module") // those modules are compiled after this one
module dev.ccaas.core {
  requires com.fasterxml.jackson.databind;
  requires dev.failsafe.core;
  requires transitive java.net.http;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports dev.ccaas.core;
  exports dev.ccaas.core.audit;
  exports dev.ccaas.core.auth;
  exports dev.ccaas.core.catalog;
  exports dev.ccaas.core.channel;
  exports dev.ccaas.core.error;
  exports dev.ccaas.core.http;
  exports dev.ccaas.core.oauth;
  exports dev.ccaas.core.plan;
  exports dev.ccaas.core.preflight;
  exports dev.ccaas.core.provisioning;
  exports dev.ccaas.core.ratelimit;
  exports dev.ccaas.core.gateway to
      dev.ccaas.cxone,
      dev.ccaas.genesys;
  exports dev.ccaas.core.internal to
      dev.ccaas.config,
      dev.ccaas.cxone,
      dev.ccaas.genesys;
  exports dev.ccaas.core.rest to
      dev.ccaas.cxone,
      dev.ccaas.genesys;
}
