// SPDX-License-Identifier: Apache-2.0

import org.jspecify.annotations.NullMarked;

/** The command line tool. It has no public API: nothing is exported. */
@NullMarked
module dev.ccaas.cli {
  requires com.fasterxml.jackson.databind;
  requires dev.ccaas.config;
  requires dev.ccaas.core;
  requires dev.ccaas.cxone;
  requires dev.ccaas.genesys;
  requires dev.ccaas.ratelimit;
  requires dev.ccaas.testing;
  requires dev.ccaas.webhook;
  requires info.picocli;
  requires static org.jspecify;

  opens dev.ccaas.cli to
      info.picocli;
}
