// SPDX-License-Identifier: Apache-2.0

import org.jspecify.annotations.NullMarked;

/** Quotas on one machine, from one policy. */
@NullMarked
module dev.ccaas.ratelimit {
  requires transitive dev.ccaas.core;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports dev.ccaas.ratelimit;
  exports dev.ccaas.ratelimit.gateway;
}
