// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import dev.ccaas.core.catalog.ApiSpec;
import dev.ccaas.core.catalog.SpecCatalog;
import java.util.List;

class HeldSpecCatalogContractTest implements SpecCatalogContract {
  @Override
  public SpecCatalog catalog(List<ApiSpec> specs) {
    return SpecCatalog.of(specs);
  }
}
