// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import dev.ccaas.webhook.SignatureScheme.Algorithm;
import java.security.SecureRandom;

/** Random keys, so that a delivery for an unknown key costs what one for a known key does. */
final class UnknownKeys {
  private UnknownKeys() {}

  static SigningKey of(Algorithm algorithm) {
    if (algorithm == Algorithm.ED25519) {
      return Ed25519Key.random();
    }
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    return new HmacKey(random);
  }
}
