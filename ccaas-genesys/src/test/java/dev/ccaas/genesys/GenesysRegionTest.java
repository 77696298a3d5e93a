// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenesysRegionTest {

  /** The table of the vendor's SDKs, row by row. */
  @ParameterizedTest
  @CsvSource({
    "us-east-1, mypurecloud.com",
    "us-east-2, use2.us-gov-pure.cloud",
    "us-west-2, usw2.pure.cloud",
    "ca-central-1, cac1.pure.cloud",
    "eu-west-1, mypurecloud.ie",
    "eu-west-2, euw2.pure.cloud",
    "eu-central-1, mypurecloud.de",
    "eu-central-2, euc2.pure.cloud",
    "me-central-1, mec1.pure.cloud",
    "mx-central-1, mxc1.pure.cloud",
    "ap-southeast-2, mypurecloud.com.au",
    "sa-east-1, sae1.pure.cloud",
    "ap-south-1, aps1.pure.cloud",
    "ap-northeast-1, mypurecloud.jp",
    "ap-northeast-2, apne2.pure.cloud",
    "ap-northeast-3, apne3.pure.cloud",
    "ap-southeast-1, apse1.pure.cloud",
    "eusc-de-east-1, edee1.eusc-pure.cloud"
  })
  void publishedRegionHasItsDomainAndHosts(String awsRegion, String domain) {
    GenesysRegion region = GenesysRegion.ofAwsRegion(awsRegion);

    assertThat(region.domain()).isEqualTo(domain);
    assertThat(region.awsRegion()).contains(awsRegion);
    assertThat(region.apiUri()).isEqualTo(URI.create("https://api." + domain));
    assertThat(region.loginUri()).isEqualTo(URI.create("https://login." + domain));
    assertThat(GenesysRegion.ofDomain(domain)).isSameAs(region);
  }

  @Test
  void eighteenRegionsArePublished() {
    assertThat(GenesysRegion.published()).hasSize(18).doesNotHaveDuplicates();
  }

  @Test
  void regionThatIsNotPublishedYetIsTakenByItsDomain() {
    GenesysRegion region = GenesysRegion.ofDomain("NEW1.pure.cloud");

    assertThat(region).hasToString("new1.pure.cloud");
    assertThat(region.awsRegion()).isEmpty();
    assertThat(region.apiUri()).hasToString("https://api.new1.pure.cloud");
    assertThat(region)
        .isEqualTo(GenesysRegion.ofDomain("new1.pure.cloud"))
        .hasSameHashCodeAs(GenesysRegion.ofDomain("new1.pure.cloud"))
        .isNotEqualTo(GenesysRegion.ofDomain("new2.pure.cloud"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "https://mypurecloud.ie",
        "api.mypurecloud.ie",
        "login.mypurecloud.ie",
        "mypurecloud.ie:443",
        "mypurecloud.ie/path",
        "user@mypurecloud.ie",
        "mypurecloud.ie.",
        ".mypurecloud.ie",
        "my..purecloud.ie",
        "-a.pure.cloud",
        "a-.pure.cloud",
        "127.0.0.1",
        "evil.com#mypurecloud.ie",
        "my purecloud.ie",
        "mypurecloud.ie\n",
        "pürecloud.ie"
      })
  void refusesWhatIsNoBareDomainName(String domain) {
    assertThatThrownBy(() -> GenesysRegion.ofDomain(domain))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: a bare domain name");
  }

  @Test
  void refusesAwsRegionThatIsNotPublishedAndNamesTheOthers() {
    assertThatThrownBy(() -> GenesysRegion.ofAwsRegion("moon-1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("moon-1")
        .hasMessageContaining("eu-west-1")
        .hasMessageContaining("ofDomain");
  }
}
