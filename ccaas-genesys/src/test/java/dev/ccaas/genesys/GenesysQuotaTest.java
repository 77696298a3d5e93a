// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenesysQuotaTest {
  @ParameterizedTest
  @CsvSource({
    "/api/v2/webdeployments/deployments, webdeployments/deployments",
    "/api/v2/webdeployments/deployments/{id}, webdeployments/deployments",
    "/api/v2/webdeployments/configurations/{id}/versions/draft, webdeployments/configurations",
    "/api/v2/webchat/brands/{id}, webchat/brands",
    "/api/v2x/brands, /api/v2x/brands",
    "/api/v2/{id}, {id}"
  })
  void aFamilyIsTheResourceWithoutIds(String route, String family) {
    assertThat(GenesysQuota.family(route)).isEqualTo(family);
  }
}
