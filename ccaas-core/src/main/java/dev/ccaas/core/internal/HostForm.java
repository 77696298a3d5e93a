// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.internal;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one way to write a URL's host that all programs read alike.
 *
 * <p>Hosts such as {@code 127.1}, {@code 0x7f000001} or {@code 2130706433} are an address to some
 * programs and a name to others, so a check by one says nothing about the other.
 */
public final class HostForm {
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
  private static final Pattern NUMERIC = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)\\.?");
  private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
  private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
  private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");

  private HostForm() {}

  /**
   * Returns what was expected instead of this host, or null if it is a DNS name or an address in
   * plain form; capital letters are plain.
   *
   * @param host as in a URL, an IPv6 address in brackets
   */
  public static @Nullable String fault(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    if (lower.startsWith("[") && lower.endsWith("]")) {
      String text = lower.substring(1, lower.length() - 1);
      byte[] address = ipv6(text);
      if (address == null) {
        return "an IPv6 address without zone";
      }
      return text(address).equals(text) ? null : "the IPv6 address as [" + text(address) + "]";
    }
    if (IPV4.matcher(lower).matches()) {
      return null;
    }
    if (NUMERIC.matcher(lower).matches()) {
      return "a name, or an IPv4 address of four decimal numbers";
    }
    if (lower.endsWith(".")) {
      return "a name without a dot at its end";
    }
    return lower.length() <= 253 && NAME.matcher(lower).matches()
        ? null
        : "a DNS name of letters, digits and hyphens, international ones in their xn-- form";
  }

  /** Returns the address that a host without fault stands for, or null if it is a name. */
  public static @Nullable InetAddress address(String host) {
    try {
      if (host.startsWith("[")) {
        byte[] bytes = ipv6(host.substring(1, host.length() - 1));
        // Not InetAddress.getByAddress: it would turn ::ffff:a.b.c.d into an IPv4 address.
        return bytes == null ? null : Inet6Address.getByAddress(null, bytes, -1);
      }
      return IPV4.matcher(host).matches() ? InetAddress.getByAddress(ipv4(host)) : null;
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of 4 or 16 bytes was refused", e);
    }
  }

  /** Returns the address as text: RFC 5952 for IPv6, without folding IPv4 addresses inside. */
  public static String text(byte[] address) {
    return address.length == 4 ? ipv4Text(address) : ipv6Text(address);
  }

  private static byte[] ipv4(String text) {
    byte[] bytes = new byte[4];
    String[] octets = text.split("\\.", -1);
    for (int i = 0; i < 4; i++) {
      bytes[i] = (byte) Integer.parseInt(octets[i]);
    }
    return bytes;
  }

  private static byte @Nullable [] ipv6(String text) {
    int gap = text.indexOf("::");
    String[] head = groups(gap < 0 ? text : text.substring(0, gap));
    String[] tail = groups(gap < 0 ? "" : text.substring(gap + 2));
    int given = head.length + tail.length;
    if (gap < 0 ? given != 8 : given > 7) {
      return null;
    }
    byte[] bytes = new byte[16];
    for (int i = 0; i < given; i++) {
      String group = i < head.length ? head[i] : tail[i - head.length];
      if (!GROUP.matcher(group).matches()) {
        return null;
      }
      int at = 2 * (i < head.length ? i : 8 - given + i);
      int value = Integer.parseInt(group, 16);
      bytes[at] = (byte) (value >> 8);
      bytes[at + 1] = (byte) value;
    }
    return bytes;
  }

  private static String[] groups(String text) {
    return text.isEmpty() ? new String[0] : text.split(":", -1);
  }

  private static String ipv4Text(byte[] address) {
    StringJoiner text = new StringJoiner(".");
    for (byte octet : address) {
      text.add(Integer.toString(Byte.toUnsignedInt(octet)));
    }
    return text.toString();
  }

  private static String ipv6Text(byte[] address) {
    int gap = -1;
    int gapLength = 1; // a single group of zeros is not shortened
    for (int i = 0; i < 8; i++) {
      int length = 0;
      while (i + length < 8 && group(address, i + length) == 0) {
        length++;
      }
      if (length > gapLength) {
        gap = i;
        gapLength = length;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == gap) {
        text.append("::");
        i += gapLength - 1;
      } else {
        text.append(i == 0 || i == gap + gapLength ? "" : ":");
        text.append(Integer.toHexString(group(address, i)));
      }
    }
    return text.toString();
  }

  private static int group(byte[] address, int index) {
    return Byte.toUnsignedInt(address[2 * index]) << 8 | Byte.toUnsignedInt(address[2 * index + 1]);
  }
}
