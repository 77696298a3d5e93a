// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.audit.AuditEvent;
import dev.ccaas.core.auth.AccessToken;
import dev.ccaas.core.auth.CachingTokenProvider;
import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.error.ApiException;
import dev.ccaas.core.error.ApiFailure;
import dev.ccaas.core.error.RetriesExhaustedException;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.error.TransportException.Delivery;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.RecordingAuditSink;
import dev.ccaas.testing.SecretCanary;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefreshAuditTest {
  private static final String DOOR = "POST https://login.example.com/oauth/token";

  @RegisterExtension private final CapturedLog log = new CapturedLog();

  private final FakeTime time = FakeTime.create();
  private final TokenDoor door = new TokenDoor(time, Duration.ofHours(2));
  private final RecordingAuditSink audit = RecordingAuditSink.create();
  private final CachingTokenProvider tokens =
      CachingTokenProvider.builder(door).time(time).audit(audit).random(() -> 0L).build();

  @Test
  @Tag("S0.edge1.6")
  void everyExchangeIsRecordedWithWhatCausedIt() {
    tokens.token();
    time.advance(Duration.ofMinutes(105));
    tokens.invalidate(tokens.token());
    tokens.token();
    door.failNext(100, shut());
    time.advance(Duration.ofHours(2));
    door.reopen();
    tokens.token();

    List<AuditEvent> events = audit.events(AuditEvent.TOKEN_REFRESHED);
    assertThat(events)
        .extracting(event -> event.attributes().get("trigger"))
        .containsExactly("first", "ahead_of_expiry", "refused", "expired");
    assertThat(events).allMatch(AuditEvent::success);
    assertThat(audit.events(AuditEvent.TOKEN_REFRESH_FAILED))
        .isNotEmpty()
        .noneMatch(AuditEvent::success)
        .allMatch(event -> event.attributes().get("trigger").equals("ahead_of_expiry"));
  }

  @Test
  void successTellsTimeDurationLifetimeAndScopes() {
    door.next(
        token -> {
          time.advance(Duration.ofMillis(250));
          return token.withScopes(Scopes.of("webchat:brand:write", "webchat:brand:read"));
        });

    tokens.token();

    AuditEvent event = audit.onlyEvent(AuditEvent.TOKEN_REFRESHED);
    assertThat(event.timestamp()).isEqualTo(time.instant());
    assertThat(event.duration()).isEqualTo(Duration.ofMillis(250));
    assertThat(event.attributes())
        .containsEntry("lifetimeSeconds", "7200")
        .containsEntry("scopes", "webchat:brand:read webchat:brand:write");
  }

  @Test
  void manyScopesDoNotFillTheTrail() {
    List<String> names = IntStream.range(0, 1_000).mapToObj(i -> "scope:" + i).toList();
    door.next(token -> token.withScopes(Scopes.of(names)));

    tokens.token();

    assertThat(audit.onlyEvent(AuditEvent.TOKEN_REFRESHED).attributes().get("scopes"))
        .hasSize(1_001)
        .endsWith("…");
  }

  static List<Arguments> reasons() {
    ApiFailure.Builder refused = ApiFailure.builder(DOOR, 401).code("invalid_client");
    return List.of(
        Arguments.of(ApiException.of(refused.build()), "invalid_client"),
        Arguments.of(shut(), "http_503"),
        Arguments.of(new RetriesExhaustedException(4, "no more", shut()), "http_503"),
        Arguments.of(new TransportException("lost", Delivery.AMBIGUOUS, null), "ambiguous"),
        Arguments.of(new IllegalStateException(SecretCanary.text()), "IllegalStateException"));
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void failureTellsItsReasonAsACode(RuntimeException failure, String reason) {
    door.failNext(1, failure);

    assertThatThrownBy(tokens::token).isSameAs(failure);

    AuditEvent event = audit.onlyEvent(AuditEvent.TOKEN_REFRESH_FAILED);
    assertThat(event.attributes())
        .containsEntry("reason", reason)
        .containsEntry("trigger", "first");
    assertThat(event.success()).isFalse();
  }

  @Test
  void noRecordHoldsTheToken() {
    tokens.token();

    assertThat(audit.events()).hasSize(1);
    SecretCanary.assertClean(audit.events().toString());
  }

  @Test
  void sinkThatFailsCostsNoTokenAndIsLogged() {
    audit.failNext(1);

    AccessToken token = tokens.token();

    assertThat(tokens.token()).isSameAs(token);
    assertThat(door.exchanges()).isEqualTo(1);
    assertThat(log.text())
        .contains("WARN", "Audit event was not recorded: TOKEN_REFRESHED succeeded", "told to fail")
        .doesNotContain(token.value().reveal());
  }

  @Test
  void failedRenewalIsLoggedBecauseNoCallerSeesIt() {
    tokens.token();
    door.failNext(1, shut());

    time.advance(Duration.ofMinutes(105));

    assertThat(log.text()).contains("WARN", "Token renewal failed", DOOR + " answered 503");
  }

  @Test
  void foreignFailureOfARenewalIsLoggedByTypeOnly() {
    tokens.token();
    door.failNext(1, new IllegalStateException("vault says " + SecretCanary.text()));

    time.advance(Duration.ofMinutes(105));

    assertThat(log.text())
        .contains("Token renewal failed (IllegalStateException);")
        .doesNotContain("vault says");
  }

  @Test
  void failureThatACallerGetsIsNotLogged() {
    door.failNext(1, shut());

    assertThatThrownBy(tokens::token).isInstanceOf(ApiException.class);

    assertThat(log.text()).isEmpty();
  }

  private static ApiException shut() {
    return ApiException.of(ApiFailure.builder(DOOR, 503).build());
  }
}
