// SPDX-License-Identifier: Apache-2.0

import org.jspecify.annotations.NullMarked;

/** NICE CXone: profiles, token doors, provisioning. */
@NullMarked
module dev.ccaas.cxone {
  requires com.fasterxml.jackson.databind;
  requires transitive dev.ccaas.core;
  requires static org.jspecify;

  exports dev.ccaas.cxone;
}
