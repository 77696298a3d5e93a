// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ccaas.core.error.TargetRefusedException;
import dev.ccaas.core.error.TargetRefusedException.Reason;
import dev.ccaas.core.internal.HostForm;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressGuardTest {
  private static final InetAddress PUBLIC = HostForm.address("93.184.215.14");
  private static final InetAddress PUBLIC_6 = HostForm.address("[2606:2800:21f:cb07::1]");
  private static final InetAddress PRIVATE = HostForm.address("10.0.0.5");

  private final List<String> asked = new ArrayList<>();
  private final Map<String, List<InetAddress>> records =
      Map.of(
          "app.example.com", List.of(PUBLIC, PUBLIC_6),
          "mixed.example.com", List.of(PUBLIC, PRIVATE),
          "mixed6.example.com", List.of(PUBLIC, HostForm.address("[fd00::1]")),
          "internal.example.com", List.of(PRIVATE),
          "empty.example.com", List.of());
  private final EgressGuard guard = EgressGuard.builder().resolver(this::resolve).build();

  private List<InetAddress> resolve(String host) throws UnknownHostException {
    asked.add(host);
    if (!records.containsKey(host)) {
      throw new UnknownHostException(host + ": Name or service not known");
    }
    return records.get(host);
  }

  @Test
  void givesEveryAddressOfPublicHostAfterOneQuestion() {
    assertThat(guard.check(URI.create("https://APP.Example.com/path?q#f")))
        .containsExactly(PUBLIC, PUBLIC_6);
    assertThat(asked).containsExactly("app.example.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example.com",
        "wss://app.example.com/ws",
        "HTTPS://app.example.com:443/"
      })
  void permitsHttpsAndWssOnTheirPort(String target) {
    assertThat(guard.check(URI.create(target))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mixed.example.com", "internal.example.com", "mixed6.example.com"})
  void refusesHostIfAnyAddressIsNotPublic(String host) {
    TargetRefusedException refused = refusal(guard, "https://" + host + "/");

    assertThat(refused.reason()).isEqualTo(Reason.ADDRESS);
    assertThat(refused).hasMessageContaining(host).hasMessageContaining("private use");
  }

  @Test
  void saysHostAddressRangeAndWhatToDo() {
    assertThat(refusal(guard, "https://internal.example.com/secret?token=abc"))
        .hasMessage(
            "target internal.example.com: address 10.0.0.5 is in 10.0.0.0/8, private use"
                + " (expected: only public addresses). Allow it with"
                + " EgressGuard.builder().allow(\"10.0.0.0/8\") if it is meant");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/",
        "https://[::ffff:7f00:1]/",
        "https://[::7f00:1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://[2002:7f00:1::]/",
        "https://[fd00:ec2::254]/",
        "https://0.0.0.0/"
      })
  void refusesAddressesWithoutAskingTheResolver(String target) {
    assertThat(refusal(guard, target).reason()).isEqualTo(Reason.ADDRESS);
    assertThat(asked).isEmpty();
  }

  @Test
  void givesPublicAddressesWithoutAskingTheResolver() {
    assertThat(guard.check(URI.create("https://93.184.215.14/"))).containsExactly(PUBLIC);
    assertThat(guard.check(URI.create("https://[2606:2800:21f:cb07::1]/")))
        .containsExactly(PUBLIC_6);
    assertThat(asked).isEmpty();
  }

  @Test
  void refusesAddressThatTheResolverWrapsInIpv6() throws UnknownHostException {
    InetAddress mapped = HostForm.address("[::ffff:a00:5]");
    EgressGuard wrapped = EgressGuard.builder().resolver(host -> List.of(mapped)).build();

    assertThat(refusal(wrapped, "https://app.example.com/"))
        .hasMessageContaining("::ffff:a00:5 is in ::ffff:0:0/96, IPv4-mapped");
  }

  @ParameterizedTest
  @CsvSource({
    "unknown.example.com, unknown.example.com: Name or service not known",
    "empty.example.com,   the answer holds no address"
  })
  void refusesHostWithoutAddress(String host, String cause) {
    TargetRefusedException refused = refusal(guard, "https://" + host + "/");

    assertThat(refused.reason()).isEqualTo(Reason.UNRESOLVED);
    assertThat(refused).hasMessageStartingWith("DNS resolution failed for " + host + ": " + cause);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0x7f.1/",
        "https://0177.0.0.1/",
        "https://app.example.com./",
        "https://a_b.example.com/",
        "https://app.example.com%2eevil.example/",
        "https://[fe80::1%25eth0]/",
        "https://[2001:0db8::1]/",
        "https://user:canary@app.example.com/",
        "https://canary@app.example.com/",
        "https://@app.example.com/",
        "https://münchen.example/",
        "https:///path",
        "https:app.example.com",
        "mailto:canary@example.com",
        "/relative",
        "https://:443/"
      })
  void refusesFormsThatProgramsReadDifferently(String target) {
    TargetRefusedException refused = refusal(guard, target);

    assertThat(refused.reason()).isEqualTo(Reason.FORM);
    assertThat(refused).message().doesNotContain("canary");
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example.com:/../",
        "https://APP.example.com:443/a@b:c",
        "https://app.example.com?x=https://evil.example@127.0.0.1/",
        "https://app.example.com#@evil.example"
      })
  void readsTheHostThatJavaNetUrlReads(String target) throws MalformedURLException {
    guard.check(URI.create(target));

    assertThat(asked).containsExactly(new URL(target).getHost().toLowerCase(Locale.ROOT));
  }

  @ParameterizedTest
  @CsvSource({
    "http://app.example.com/,      allowPlaintext()",
    "ws://app.example.com/,        allowPlaintext()",
    "ftp://app.example.com/,       expected: https or wss)",
    "gopher://app.example.com/,    expected: https or wss)",
    "//app.example.com/,           scheme null",
    "https://app.example.com:80/,  allowPort(80)",
    "https://app.example.com:8443/,allowPort(8443)",
    "https://app.example.com:0/,   port 0",
    "https://app.example.com:70000/,port 70000"
  })
  void refusesOtherSchemesAndPorts(String target, String message) {
    TargetRefusedException refused = refusal(guard, target);

    assertThat(refused.reason()).isEqualTo(Reason.FORM);
    assertThat(refused).hasMessageContaining(message);
    assertThat(asked).isEmpty();
  }

  @Test
  void permitsWhatWasAllowed() {
    EgressGuard wide =
        EgressGuard.builder()
            .resolver(this::resolve)
            .allow("10.0.0.0/29")
            .allow("fd00::/64")
            .allowPort(8443)
            .allowPlaintext()
            .build();

    assertThat(wide.check(URI.create("http://mixed.example.com/"))).hasSize(2);
    assertThat(wide.check(URI.create("ws://mixed6.example.com:80/"))).hasSize(2);
    assertThat(wide.check(URI.create("https://internal.example.com:8443/"))).hasSize(1);
    assertThat(refusal(wide, "https://10.0.0.8/").reason()).isEqualTo(Reason.ADDRESS);
    assertThat(refusal(wide, "https://10.0.0.5:22/").reason()).isEqualTo(Reason.FORM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1/8", "10.0.0.0", "everything", "::ffff:10.0.0.0/104"})
  void refusesToAllowWhatIsNoRange(String cidr) {
    assertThatThrownBy(() -> EgressGuard.builder().allow(cidr))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cidr: " + cidr);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 65536})
  void refusesToAllowWhatIsNoPort(int port) {
    assertThatThrownBy(() -> EgressGuard.builder().allowPort(port))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("port: " + port);
  }

  @Test
  void asksTheMachineByDefault() throws Exception {
    assertThat(EgressGuard.Resolver.system().resolve("127.0.0.1"))
        .containsExactly(HostForm.address("127.0.0.1"));
    assertThat(refusal(EgressGuard.publicInternet(), "https://localhost/").reason())
        .isEqualTo(Reason.ADDRESS);
  }

  @Test
  void cutsHostileTexts() {
    String target = "https://" + "a".repeat(50_000) + "/";

    assertThat(refusal(guard, target)).message().hasSizeLessThan(500);
  }

  private static TargetRefusedException refusal(EgressGuard guard, String target) {
    return catchThrowableOfType(
        TargetRefusedException.class, () -> guard.check(URI.create(target)));
  }
}
