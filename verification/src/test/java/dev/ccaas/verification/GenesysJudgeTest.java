// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.http.Headers;
import dev.ccaas.verification.GenesysJudge.Sent;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The judge finds what is wrong with a request that a careless client might send. */
class GenesysJudgeTest {
  private static final String INTEGRATIONS = "/api/v2/conversations/messaging/integrations/open";
  private static final Optional<GenesysJudge> JUDGE =
      SharedDirectory.find("the judge of requests")
          .map(GenesysDocument::read)
          .map(GenesysJudge::new);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POST  | /open                | {'name':'n','outboundNotificationWebhookUrl':'u'} | not found
          POST  | /open                | {'name':1}                     | integer found
          POST  | /open                | {'name':'n','id':'x'}          | 'id' is not defined
          POST  | /open                | {'name':'n','brand':'x'}       | 'brand' is not defined
          POST  | /open                | none                           | no body
          POST  | /open                | {'name'                        | no JSON
          PATCH | /open/i              | {'webhookHeaders':{'a':1}}     | integer found
          PATCH | /open/i              | {'supportedContent':{'id':'s','name':'n'}} | is not defined
          PUT   | /open/i              | {'name':'n'}                   | no operation
          GET   | /open?pageNumber=one | none                           | pageNumber is no number
          GET   | /open?pageNo=1       | none                           | pageNo is not in
          GET   | /open?pageSize=1&pageSize=2 | none                    | is there twice
          GET   | /open?expand=all     | none                           | expand is no string
          GET   | /open/i              | {'name':'n'}                   | takes none
          GET   | /open/a/b            | none                           | no operation
          """)
  void aWrongRequestIsFound(String method, String target, String body, String problem) {
    if (JUDGE.isEmpty()) {
      return;
    }
    String text = body.equals("none") ? "" : body.replace('\'', '"');
    Map<String, List<String>> headers =
        text.isEmpty()
            ? Map.of("Authorization", List.of("Bearer x"))
            : Map.of(
                "Authorization", List.of("Bearer x"), "Content-Type", List.of("application/json"));
    URI uri = URI.create("https://x.test" + target.replace("/open", INTEGRATIONS));

    List<String> problems =
        JUDGE.get().problemsOf(new Sent(method, uri, Headers.of(headers), text));

    assertThat(problems).anySatisfy(found -> assertThat(found).contains(problem));
  }

  @ParameterizedTest
  @CsvSource({
    "Authorization, Basic x",
    "Content-Type, text/plain",
    "Accept, text/html",
    "x-idempotency-key, k"
  })
  void aWrongHeaderIsFound(String name, String value) {
    if (JUDGE.isEmpty()) {
      return;
    }
    Headers headers =
        Headers.of(
            Map.of(
                "Authorization", List.of("Bearer x"), "Content-Type", List.of("application/json")));
    URI uri = URI.create("https://x.test" + INTEGRATIONS + "/i");
    String body = "{\"name\":\"n\"}";

    assertThat(JUDGE.get().problemsOf(new Sent("PATCH", uri, headers, body))).isEmpty();
    assertThat(JUDGE.get().problemsOf(new Sent("PATCH", uri, headers.with(name, value), body)))
        .anySatisfy(problem -> assertThat(problem).contains(name));
  }
}
