// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification.planted.vendors.genesys;

import dev.ccaas.verification.planted.vendors.cxone.Receiver;

/** One vendor that uses the other. */
public final class Sender {
  public Receiver receiver() {
    return new Receiver();
  }
}
