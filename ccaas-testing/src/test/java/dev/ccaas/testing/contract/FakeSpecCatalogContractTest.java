// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import dev.ccaas.core.catalog.ApiSpec;
import dev.ccaas.core.catalog.SpecCatalog;
import dev.ccaas.testing.FakeSpecCatalog;
import java.util.List;

class FakeSpecCatalogContractTest implements SpecCatalogContract {
  @Override
  public SpecCatalog catalog(List<ApiSpec> specs) {
    FakeSpecCatalog catalog = FakeSpecCatalog.create();
    specs.forEach(catalog::put);
    return catalog;
  }
}
