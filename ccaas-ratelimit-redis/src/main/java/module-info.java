// SPDX-License-Identifier: Apache-2.0

import org.jspecify.annotations.NullMarked;

/** One quota for many machines, kept in Redis. */
@NullMarked
@SuppressWarnings("requires-automatic") // Lettuce has a module's name but no descriptor
module dev.ccaas.ratelimit.redis {
  requires transitive dev.ccaas.ratelimit;
  requires lettuce.core;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports dev.ccaas.ratelimit.redis;
}
