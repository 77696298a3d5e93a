// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.gateway;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.ccaas.ratelimit.QuotaPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.SAXException;

/** What is exported is what the gateways publish that they take, and what is not is seen. */
class GatewaySchemaTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @ParameterizedTest
  @MethodSource("setups")
  @Tag("S0.pre.4")
  void kongTakesIt(GatewaySetup setup) throws Exception {
    String text = Gateway.KONG.export(setup).text();

    assertThat(faults("kong.schema.json", text)).isEmpty();
    for (JsonNode limits : YAML.readTree(text).findValues("config")) {
      List<Long> ascending =
          List.of("second", "minute", "hour", "day").stream()
              .filter(limits::has)
              .map(period -> limits.get(period).longValue())
              .toList();
      assertThat(ascending).isSorted(); // no schema can say it
    }
  }

  @ParameterizedTest
  @MethodSource("setups")
  @Tag("S0.pre.4")
  void cloudFormationTakesIt(GatewaySetup setup) throws Exception {
    String text = Gateway.AWS.export(setup).text();

    assertThat(faults("cloudformation.schema.json", text)).isEmpty();
    JsonNode template = YAML.readTree(text);
    Set<String> there = new TreeSet<>();
    template.path("Resources").fieldNames().forEachRemaining(there::add);
    template.path("Parameters").fieldNames().forEachRemaining(there::add);
    List<String> named =
        Pattern.compile("!Ref (\\S+)").matcher(text).results().map(ref -> ref.group(1)).toList();
    assertThat(there).containsAll(named);
    assertThat(text.lines().filter(line -> line.matches("  [A-Za-z0-9]+:")))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("setups")
  @Tag("S0.pre.4")
  void azureTakesIt(GatewaySetup setup) throws Exception {
    validateXml(Gateway.AZURE.export(setup).text());
  }

  static List<GatewaySetup> setups() {
    return ExportedPolicies.all();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          name: rate-limiting           ~ plugin: rate-limiting
          name: rate-limiting           ~ name: rate-limit
          _format_version: "3.0"        ~ _format_version: 3.0
          _format_version: "3.0"        ~ {}
          consumers:                    ~ consumer_groups:
          - username: "ann"             ~ - group: "ann"
          minute: 45                    ~ minute: 0
          minute: 45                    ~ minute: "45"
          minute: 45                    ~ minutes: 45
          policy: local                 ~ policy: cluster
          limit_by: consumer            ~ limit_by: group
          hide_client_headers: false    ~ hide_client_headers: "false"
          error_code: 429               ~ error_code: "429"
          """)
  void kongsPlantedFaultsAreSeen(String right, String wrong) throws Exception {
    assertThat(faults("kong.schema.json", planted(Gateway.KONG, right, wrong))).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          AWS::ApiGateway::UsagePlan    ~ AWS::ApiGateway::Plan
          AWS::ApiGateway::UsagePlanKey ~ AWS::ApiGateway::ApiKey
          UsagePlanName:                ~ Name:
          BurstLimit: 8                 ~ BurstLimit: 8.5
          RateLimit: 0.75               ~ RateLimit: fast
          RateLimit: 0.75               ~ RatePerMinute: 0.75
          KeyType: API_KEY              ~ KeyType: KEY
          KeyType: API_KEY              ~ # none
          DefaultPlan:                  ~ Default-Plan:
          Throttle:                     ~ Quota:
          """)
  void cloudFormationsPlantedFaultsAreSeen(String right, String wrong) throws Exception {
    assertThat(faults("cloudformation.schema.json", planted(Gateway.AWS, right, wrong)))
        .isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          rate-limit-by-key calls       ~ rate-limit-by-consumer calls
          calls="45"                    ~ calls="0"
          calls="45"                    ~ calls="@(45)"
          renewal-period="60"           ~ renewal-period="301"
          renewal-period="60"           ~ period="60"
          counter-key=                  ~ key=
          counter-key="@(               ~ counter-key="(
          X-Consumer&quot;,             ~ X&quot; + Evil(1; 2) + &quot;,
          <otherwise>                   ~ <else>
          <on-error>                    ~ <outbound>
          <rate-limit-by-key calls="8"  ~ <quota-by-key calls="8"
          """)
  void azuresPlantedFaultsAreSeen(String right, String wrong) {
    assertThatExceptionOfType(SAXException.class)
        .isThrownBy(() -> validateXml(planted(Gateway.AZURE, right, wrong)));
  }

  private static String planted(Gateway gateway, String right, String wrong) {
    GatewaySetup setup =
        GatewaySetup.builder(QuotaPolicy.sourceDocument(), URI.create("http://127.0.0.1:9000"))
            .consumer("ann", "sandbox-developers")
            .build();
    String text = gateway.export(setup).text();
    assertThat(text).contains(right);
    return text.replace(right, wrong);
  }

  private static Set<ValidationMessage> faults(String schema, String yaml) throws IOException {
    try (InputStream in = GatewaySchemaTest.class.getResourceAsStream(schema)) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(requireNonNull(in))
          .validate(YAML.readTree(yaml));
    }
  }

  private static void validateXml(String xml) throws SAXException, IOException {
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(GatewaySchemaTest.class.getResource("azure-policy.xsd"))
        .newValidator()
        .validate(new StreamSource(new StringReader(xml)));
  }
}
