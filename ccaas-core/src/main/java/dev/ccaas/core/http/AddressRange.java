// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import dev.ccaas.core.internal.HostForm;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A block of IP addresses (CIDR), and the table of those that are not the public Internet. */
final class AddressRange {
  /**
   * What a user's target must not reach, the narrower before the wider. From the IANA registries of
   * special-purpose addresses, plus the metadata services of clouds; wrappers of IPv4 addresses
   * (mapped, NAT64, 6to4, Teredo) are refused whatever they wrap.
   */
  static final List<AddressRange> NOT_PUBLIC =
      List.of(
          range("169.254.169.254/32", "cloud metadata service"),
          range("100.100.100.200/32", "cloud metadata service"),
          range("192.0.0.192/32", "cloud metadata service"),
          range("168.63.129.16/32", "cloud platform service"),
          range("0.0.0.0/8", "this network"),
          range("10.0.0.0/8", "private use"),
          range("100.64.0.0/10", "shared by carriers (CGNAT)"),
          range("127.0.0.0/8", "loopback"),
          range("169.254.0.0/16", "link-local"),
          range("172.16.0.0/12", "private use"),
          range("192.0.0.0/24", "protocol assignments"),
          range("192.0.2.0/24", "documentation"),
          range("192.31.196.0/24", "AS112 sink"),
          range("192.52.193.0/24", "multicast tunnelling (AMT)"),
          range("192.88.99.0/24", "6to4 relays"),
          range("192.168.0.0/16", "private use"),
          range("192.175.48.0/24", "AS112 sink"),
          range("198.18.0.0/15", "benchmarks"),
          range("198.51.100.0/24", "documentation"),
          range("203.0.113.0/24", "documentation"),
          range("224.0.0.0/4", "multicast"),
          range("255.255.255.255/32", "broadcast"),
          range("240.0.0.0/4", "reserved"),
          range("fd00:ec2::254/128", "cloud metadata service"),
          range("fd20:ce::254/128", "cloud metadata service"),
          range("::/128", "unspecified"),
          range("::1/128", "loopback"),
          range("::/96", "IPv4-compatible"),
          range("::ffff:0:0/96", "IPv4-mapped"),
          range("::ffff:0:0:0/96", "IPv4-translated"),
          range("64:ff9b::/96", "NAT64"),
          range("64:ff9b:1::/48", "local NAT64"),
          range("100::/64", "discard"),
          range("100:0:0:1::/64", "dummy prefix"),
          range("2001::/32", "Teredo"),
          range("2001:2::/48", "benchmarks"),
          range("2001:3::/32", "multicast tunnelling (AMT)"),
          range("2001:4:112::/48", "AS112 sink"),
          range("2001:10::/28", "ORCHID"),
          range("2001:20::/28", "ORCHID version 2"),
          range("2001:30::/28", "drone identification"),
          range("2001::/23", "protocol assignments"),
          range("2001:db8::/32", "documentation"),
          range("2002::/16", "6to4"),
          range("2620:4f:8000::/48", "AS112 sink"),
          range("3fff::/20", "documentation"),
          range("5f00::/16", "segment routing"),
          range("fc00::/7", "private use (ULA)"),
          range("fe80::/10", "link-local"),
          range("fec0::/10", "site-local"),
          range("ff00::/8", "multicast"),
          range("::/3", "outside global unicast"),
          range("4000::/2", "outside global unicast"),
          range("8000::/1", "outside global unicast"));

  private final String cidr;
  private final String use;
  private final int bytes;
  private final int hostBits;
  private final BigInteger network;

  private AddressRange(String cidr, String use, byte[] network) {
    this.cidr = cidr;
    this.use = use;
    this.bytes = network.length;
    this.hostBits = 8 * bytes - Integer.parseInt(cidr.substring(cidr.indexOf('/') + 1));
    this.network = new BigInteger(1, network);
  }

  private static AddressRange range(String cidr, String use) {
    AddressRange range = parse(cidr, use);
    if (range == null) {
      throw new IllegalStateException("range: " + cidr);
    }
    return range;
  }

  /** Returns the range, or null if the text is no network in plain form with its prefix length. */
  static @Nullable AddressRange parse(String cidr, String use) {
    if (!cidr.matches("[0-9A-Fa-f:.]{2,45}/(0|[1-9][0-9]{0,2})")) {
      return null;
    }
    String text = cidr.substring(0, cidr.indexOf('/'));
    String host = text.indexOf(':') < 0 ? text : "[" + text + "]";
    InetAddress address = HostForm.fault(host) == null ? HostForm.address(host) : null;
    if (address == null) {
      return null;
    }
    AddressRange range = new AddressRange(cidr, use, address.getAddress());
    return range.isNetwork() ? range : null;
  }

  private boolean isNetwork() {
    return hostBits >= 0 && network.shiftRight(hostBits).shiftLeft(hostBits).equals(network);
  }

  boolean contains(InetAddress address) {
    byte[] value = address.getAddress();
    return value.length == bytes
        && new BigInteger(1, value).shiftRight(hostBits).equals(network.shiftRight(hostBits));
  }

  String cidr() {
    return cidr;
  }

  @Override
  public String toString() {
    return cidr + ", " + use;
  }
}
