// SPDX-License-Identifier: Apache-2.0

import org.jspecify.annotations.NullMarked;

/** Genesys Cloud CX: profiles, tokens, provisioning. */
@NullMarked
module dev.ccaas.genesys {
  requires com.fasterxml.jackson.databind;
  requires transitive dev.ccaas.core;
  requires static org.jspecify;

  exports dev.ccaas.genesys;
}
