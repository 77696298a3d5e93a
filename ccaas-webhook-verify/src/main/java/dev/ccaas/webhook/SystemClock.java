// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import java.time.InstantSource;

/** The only place of this module that reads the machine's clock; everything else takes a source. */
final class SystemClock {
  static final InstantSource SOURCE = InstantSource.system();

  private SystemClock() {}
}
