// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import dev.ccaas.webhook.SignatureScheme.Algorithm;
import java.nio.ByteBuffer;

/** A key of one algorithm. Safe for use by many threads. */
abstract class SigningKey {

  abstract Algorithm algorithm();

  /** Returns whether one of the received signatures is this key's for that text. */
  abstract boolean verify(SignedText text, Received received, ByteBuffer body);

  /** Returns this key's signature of that text. */
  abstract byte[] sign(SignedText text, Received received, ByteBuffer body);
}
