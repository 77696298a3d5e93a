// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CxoneAreaTest {

  @ParameterizedTest
  @CsvSource({
    "NA1, niceincontact.com",
    "au1, niceincontact.com",
    "ca1, niceincontact.com",
    "eu1, niceincontact.com",
    "jp1, niceincontact.com",
    "uk1, niceincontact.com",
    "na2, nicecxone-gov.com",
    "ae1, nicecxone.com",
    "jo1, nicecxone.com",
    "kr1, nicecxone.com",
    "za1, nicecxone.com",
    "au2, nicecxone-sov1.au",
    "eu2, nicecxone-sov1.eu",
    "uk2, nicecxone-sov1.uk"
  })
  void publishedAreaHasItsDomain(String name, String domain) {
    assertThat(CxoneArea.of(name).domain()).isEqualTo(domain);
    assertThat(CxoneArea.of(name)).isEqualTo(CxoneArea.of(name, domain));
  }

  @Test
  void fourteenAreasArePublished() {
    assertThat(CxoneArea.published()).hasSize(14).doesNotHaveDuplicates();
  }

  @Test
  void hostsAreMadeOfAreaAndDomain() {
    CxoneArea area = CxoneArea.of("eu1");

    assertThat(area.digitalUri()).hasToString("https://api-de-eu1.niceincontact.com");
    assertThat(area.chatUri()).hasToString("https://channels-de-eu1.niceincontact.com");
    assertThat(area.acdUri()).hasToString("https://api-eu1.niceincontact.com");
    assertThat(area.loginUri()).hasToString("https://eu1.nice-incontact.com");
    assertThat(area).hasToString("eu1 (niceincontact.com)");
  }

  @Test
  void governmentHasAGlobalHostOfItsOwn() {
    assertThat(CxoneArea.of("na2").globalUri()).hasToString("https://cxone-gov.niceincontact.com");
    assertThat(CxoneArea.of("eu2").globalUri()).hasToString("https://cxone.niceincontact.com");
  }

  @Test
  void digitalHostsOfNa2AreTheGovernmentsWhateverIsSaid() {
    assertThat(CxoneArea.of("na2", "niceincontact.com").digital().digitalUri())
        .hasToString("https://api-de-na2.nicecxone-gov.com");
    assertThat(CxoneArea.of("eu1").digital()).isEqualTo(CxoneArea.of("eu1"));
  }

  @Test
  void areaThatIsNotPublishedNeedsItsDomain() {
    assertThatThrownBy(() -> CxoneArea.of("na3"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("na3")
        .hasMessageContaining("name its domain, too");
    assertThat(CxoneArea.of("na3", "Example.com").digitalUri())
        .hasToString("https://api-de-na3.example.com");
  }

  @ParameterizedTest
  @CsvSource({
    "na, example.com",
    "na1.evil, example.com",
    "na1/x, example.com",
    "na1, example",
    "na1, https://example.com",
    "na1, example.com/x",
    "na1, evil.com#.niceincontact.com",
    "na1, 127.0.0.1",
    "'', example.com"
  })
  void refusesWhatIsNoAreaOrDomain(String name, String domain) {
    assertThatThrownBy(() -> CxoneArea.of(name, domain))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
