// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostFormTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.com",
        "WSS.Example.COM",
        "a",
        "xn--mnchen-3ya.example",
        "r3---sn.example.com",
        "1a.example",
        "0x7f.example",
        "0.0.0.0",
        "255.255.255.255",
        "192.0.2.10",
        "[::]",
        "[::1]",
        "[2001:db8::1]",
        "[2001:DB8::A]",
        "[2001:db8:0:1:1:1:1:1]",
        "[1:0:0:2::3]",
        "[1:2:3:4:5:6:7:8]",
        "[::ffff:102:304]"
      })
  void takesPlainHosts(String host) {
    assertThat(HostForm.fault(host)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.1",
        "127.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.0.0.1",
        "0X7F.1",
        "0x",
        "0177.0.0.1",
        "01.2.3.4",
        "1.2.3.256",
        "1.2.3.4.5",
        "1.2.3.4.",
        "example.0x1f",
        "example.123",
        "0"
      })
  void refusesNumbersThatSomeProgramsTakeForAddresses(String host) {
    assertThat(HostForm.fault(host)).contains("four decimal numbers");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "example..com",
        ".example.com",
        "-a.example",
        "a-.example",
        "a_b.example",
        "a b.example",
        "a%2eb.example",
        "münchen.example",
        "example\u3002com",
        "１２７.0.0.1",
        "\u2460.example",
        "a\u0000.example",
        "a/b",
        "a\\b",
        "user@example.com",
        "example.com:80",
        "[::1",
        "::1"
      })
  void refusesWhatIsNoDnsName(String host) {
    assertThat(HostForm.fault(host)).isNotNull();
  }

  @Test
  void namesTheTrailingDot() {
    assertThat(HostForm.fault("example.com.")).isEqualTo("a name without a dot at its end");
  }

  @Test
  void limitsLengths() {
    String label = "a".repeat(63);
    String longest = label + "." + label + "." + label + "." + "a".repeat(61);

    assertThat(longest).hasSize(253);
    assertThat(HostForm.fault(longest)).isNull();
    assertThat(HostForm.fault(longest + "a")).isNotNull();
    assertThat(HostForm.fault("a".repeat(64) + ".example")).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[:]",
        "[:::]",
        "[1::2::3]",
        "[1:2:3:4:5:6:7]",
        "[1:2:3:4:5:6:7:8:9]",
        "[1:2:3:4:5:6:7::8]",
        "[12345::]",
        "[g::]",
        "[fe80::1%eth0]",
        "[fe80::1%25eth0]",
        "[::1.2.3.4]",
        "[1:]",
        "[:1]",
        "[1.2.3.4]",
        "[v1.fe80]"
      })
  void refusesWhatIsNoIpv6Address(String host) {
    assertThat(HostForm.fault(host)).isEqualTo("an IPv6 address without zone");
  }

  @ParameterizedTest
  @CsvSource({
    "[0:0:0:0:0:0:0:1],        [::1]",
    "[2001:0db8::1],           [2001:db8::1]",
    "[2001:db8:0:0:0:0:0:1],   [2001:db8::1]",
    "[2001:db8::1:0:0:1],      [2001:db8::1:0:0:1]",
    "[2001:db8:0:0:1:0:0:1],   [2001:db8::1:0:0:1]",
    "[1:0:0:2:0:0:0:3],        [1:0:0:2::3]",
    "[2001:db8::1:1:1:1:1],    [2001:db8:0:1:1:1:1:1]",
    "[1:2:3:4:5:6:0:0],        [1:2:3:4:5:6::]"
  })
  void knowsTheOneTextOfAnIpv6Address(String given, String plain) {
    assertThat(HostForm.fault(plain)).isNull();
    if (!given.equals(plain)) {
      assertThat(HostForm.fault(given)).isEqualTo("the IPv6 address as " + plain);
    }
    assertThat(HostForm.address(given)).isEqualTo(HostForm.address(plain));
  }

  @Test
  void tellsAddressesFromNames() {
    assertThat(HostForm.address("example.com")).isNull();
    assertThat(HostForm.address("192.0.2.10").getAddress()).containsExactly(192, 0, 2, 10);
    assertThat(HostForm.address("[2001:db8::1]").getAddress())
        .containsExactly(0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
  }

  @Test
  void keepsIpv6AddressThatHoldsIpv4Address() {
    assertThat(HostForm.address("[::ffff:102:304]")).isInstanceOf(Inet6Address.class);
    assertThat(HostForm.text(HostForm.address("[::ffff:102:304]").getAddress()))
        .isEqualTo("::ffff:102:304");
  }
}
