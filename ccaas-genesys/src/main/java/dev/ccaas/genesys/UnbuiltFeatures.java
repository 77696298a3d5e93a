// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import dev.ccaas.core.error.InvalidRequestException;
import dev.ccaas.core.error.UnsupportedByPlatformException;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Transport;

/** Tells "feature is not yet implemented" as what it is: nothing that another body would mend. */
final class UnbuiltFeatures implements Transport {
  private final Transport inner;

  UnbuiltFeatures(Transport inner) {
    this.inner = inner;
  }

  @Override
  public ApiResponse send(ApiRequest request) {
    try {
      return inner.send(request);
    } catch (InvalidRequestException refusal) {
      if (GenesysErrors.isUnbuilt(refusal.failure())) {
        throw new UnsupportedByPlatformException(
            "Genesys Cloud has not built this yet. "
                + refusal.getMessage()
                + " Leave the field out, or ask the vendor for the feature in your region.",
            refusal);
      }
      throw refusal;
    }
  }
}
