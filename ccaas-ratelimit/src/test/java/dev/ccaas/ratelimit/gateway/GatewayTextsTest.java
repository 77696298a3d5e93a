// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.gateway;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.ccaas.ratelimit.PlatformBudget;
import dev.ccaas.ratelimit.QuotaElevation;
import dev.ccaas.ratelimit.QuotaPlan;
import dev.ccaas.ratelimit.QuotaPolicy;
import dev.ccaas.ratelimit.QuotaRule;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that people write into a policy can end a string, a block or a comment of a file. */
class GatewayTextsTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final URI UPSTREAM = URI.create("http://127.0.0.1:9000");
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void messageOfAnyTextStaysOneText() throws Exception {
    String message = ExportedPolicies.HOSTILE;
    GatewaySetup setup =
        GatewaySetup.builder(
                QuotaPolicy.sourceDocument().toBuilder().message(message).build(), UPSTREAM)
            .build();

    String kong = Gateway.KONG.export(setup).text();
    assertThat(YAML.readTree(kong).at("/services/0/plugins/0/config/error_message").textValue())
        .isEqualTo(message);
    String nginx = Gateway.NGINX.export(setup).text();
    assertThat(detail(nginxProblem(nginx))).isEqualTo(message);
    String haproxy = between(Gateway.HAPROXY.export(setup).text(), " string '", "' if ");
    assertThat(detail(haproxy.replace("'\\''", "'"))).isEqualTo(message);
    assertThat(List.of(kong, nginx, haproxy))
        .allSatisfy(text -> assertThat(text).doesNotContain("${", "$host").isASCII());
    assertThat(Gateway.AWS.export(setup).text() + Gateway.AZURE.export(setup).text())
        .doesNotContain("resolve"); // these two have no place for it
  }

  /** What HAProxy's and nginx's own readers take: 64 words in a line, 4,096 bytes in a word. */
  @ParameterizedTest
  @MethodSource("setups")
  void linesAndWordsAreNoLongerThanTheirReadersTake(GatewaySetup setup) throws Exception {
    assertThat(Gateway.HAPROXY.export(setup).text().lines())
        .allSatisfy(line -> assertThat(line.replaceAll("'.*'", "").split(" ")).hasSizeLessThan(64));
    String nginx = Gateway.NGINX.export(setup).text();
    Pattern word = Pattern.compile("(?:'(?:[^'\\\\]++|\\\\.)*+'|[^\\s']++)+");
    assertThat(word.matcher(nginx).results().map(MatchResult::group))
        .allSatisfy(found -> assertThat(found.length()).isLessThan(4_096));
    assertThat(detail(nginxProblem(nginx))).isEqualTo(setup.policy().message());
  }

  static List<GatewaySetup> setups() {
    return ExportedPolicies.all();
  }

  /** Names go into files as they are, so none may mean something there. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "a b", "a\nb", "a\"b", "a'b", "a;b", "a{b", "a}b", "${a}", "$a", "a#b", "a\\b",
        "<a>", "a&b", "@(1)", "{{a}}", "a:b", "a,b", "!a", "&a", "*a", "-a", "~a", "%a", "a\u0000",
        "\u00e9", "a\u2028"
      })
  void namesThatMeanSomethingInAFileAreRefused(String name) {
    QuotaRule rule = QuotaRule.window(1, HOUR);
    assertThatIllegalArgumentException().isThrownBy(() -> QuotaPlan.of(name, rule));
    assertThatIllegalArgumentException().isThrownBy(() -> PlatformBudget.of(name, rule));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> GatewaySetup.builder(QuotaPolicy.sourceDocument(), UPSTREAM).consumer(name, "g"));
  }

  /** Texts that are free for people are not printed, but for the message. */
  @ParameterizedTest
  @EnumSource(Gateway.class)
  void nothingElseThatIsFreeTextIsPrinted(Gateway gateway) {
    QuotaPlan plan = QuotaPlan.of("default", QuotaRule.window(1, HOUR));
    QuotaPolicy policy =
        QuotaPolicy.builder(plan)
            .plan("MARK\n", plan)
            .elevation(QuotaElevation.of("MARK\n", plan, Instant.EPOCH))
            .cost("MARK\n", 2)
            .build();
    GatewaySetup setup =
        GatewaySetup.builder(policy, UPSTREAM).platform("MARK\n").consumer("ann", "MARK\n").build();

    assertThat(gateway.export(setup).text()).doesNotContain("MARK");
  }

  private static String between(String text, String begin, String end) {
    int from = text.indexOf(begin) + begin.length();
    return text.substring(from, text.indexOf(end, from));
  }

  /** Returns the body of a refusal, put together from the file's pieces as nginx does. */
  private static String nginxProblem(String file) {
    return Pattern.compile("set \\$ccaas_problem_\\d+ '(.*)';\n")
        .matcher(file)
        .results()
        .map(piece -> piece.group(1).replaceAll("\\\\(['\\\\])", "$1"))
        .collect(joining());
  }

  private static String detail(String json) throws IOException {
    return new ObjectMapper().readTree(json).path("detail").textValue();
  }
}
