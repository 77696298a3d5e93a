// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.internal.HostForm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
  private static final String EDGES = "address-ranges.csv";

  @ParameterizedTest
  @CsvFileSource(resources = EDGES)
  void endsWhereTheTableSays(String range, String edge, String address, String holder) {
    assertThat(holderOf(address(address))).as("%s of %s", edge, range).isEqualTo(holder);
  }

  @Test
  void everyRangeHasItsEdgesTested() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                AddressRangeTest.class.getResourceAsStream(EDGES), StandardCharsets.UTF_8))) {
      assertThat(
              reader
                  .lines()
                  .filter(line -> !line.startsWith("#"))
                  .map(line -> line.substring(0, line.indexOf(',')))
                  .distinct())
          .containsExactlyElementsOf(
              AddressRange.NOT_PUBLIC.stream().map(AddressRange::cidr).toList())
          .hasSizeGreaterThanOrEqualTo(37);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "/8", "10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/08",
        "10.0.0.1/8", "10/8", "10.0.0/8", "010.0.0.0/8", "fd00::/129", "fd00::1/64", "fd00:0::/16",
        "::ffff:10.0.0.0/104", "[fd00::]/8", "example.com/8", "10.0.0.0/8 ", "0x0a.0.0.0/8"
      })
  void refusesWhatIsNoNetwork(String cidr) {
    assertThat(AddressRange.parse(cidr, "test")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0", "10.1.0.0/16", "10.1.2.3/32", "::/0", "fd00::/8", "::1/128"})
  void takesNetworks(String cidr) {
    assertThat(AddressRange.parse(cidr, "test")).hasToString(cidr + ", test");
  }

  @Test
  void holdsNoAddressOfTheOtherFamily() {
    assertThat(AddressRange.parse("0.0.0.0/0", "all").contains(address("::1"))).isFalse();
    assertThat(AddressRange.parse("::/0", "all").contains(address("1.2.3.4"))).isFalse();
  }

  private static String holderOf(InetAddress address) {
    return AddressRange.NOT_PUBLIC.stream()
        .filter(range -> range.contains(address))
        .map(AddressRange::cidr)
        .findFirst()
        .orElse("public");
  }

  private static InetAddress address(String text) {
    return HostForm.address(text.contains(":") ? "[" + text + "]" : text);
  }
}
