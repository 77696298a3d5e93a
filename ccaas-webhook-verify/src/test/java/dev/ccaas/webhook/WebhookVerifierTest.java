// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import static dev.ccaas.webhook.Deliveries.BODY;
import static dev.ccaas.webhook.Deliveries.CLOCK;
import static dev.ccaas.webhook.Deliveries.NOW;
import static dev.ccaas.webhook.Deliveries.assertRefused;
import static dev.ccaas.webhook.Deliveries.headers;
import static dev.ccaas.webhook.Deliveries.signer;
import static dev.ccaas.webhook.Deliveries.verifier;
import static dev.ccaas.webhook.Deliveries.verifierAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ccaas.webhook.WebhookRejectedException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookVerifierTest {
  private static final SignatureScheme SCHEME = SignatureSchemes.standardWebhooks();

  private final WebhookSecret secret = Canary.secret();
  private final WebhookVerifier verifier = verifier(SCHEME, secret);
  private final Map<String, List<String>> signed = headers(signer(SCHEME, secret).sign(BODY));
  private final WebhookDelivery delivery = WebhookDelivery.of(signed);

  @Test
  void verifiedWebhookTellsWhatWasSigned() {
    VerifiedWebhook verified =
        verifier(SCHEME, secret.withId("k1")).verify(delivery.withTenant("acme"), BODY);

    assertThat(verified.bodyBytes()).isEqualTo(BODY).isNotSameAs(BODY);
    assertThat(verified.body()).isEqualTo(ByteBuffer.wrap(BODY));
    assertThat(verified.id()).contains(signed.get("webhook-id").get(0));
    assertThat(verified.signedAt()).contains(NOW);
    assertThat(verified.tenant()).contains("acme");
    assertThat(verified.keyId()).contains("k1");
    assertThat(verified.scheme()).isSameAs(SCHEME);
    assertThat(verified)
        .hasToString("VerifiedWebhook[standard-webhooks, " + verified.id().get() + ", 20 bytes]");
  }

  @Test
  void whatSchemeDoesNotSignIsEmpty() {
    SignatureScheme github = SignatureSchemes.github();
    VerifiedWebhook verified =
        verifier(github, secret).verify(headers(signer(github, secret).sign(BODY)), BODY);

    assertThat(verified.id()).isEmpty();
    assertThat(verified.signedAt()).isEmpty();
    assertThat(verified.tenant()).isEmpty();
    assertThat(verified.keyId()).isEmpty();
    assertThat(verified).hasToString("VerifiedWebhook[github, 20 bytes]");
  }

  @Test
  void bodyIsViewThatCannotBeChanged() {
    ByteBuffer body = verifier.verify(delivery, BODY).body();

    assertThat(body.isReadOnly()).isTrue();
    assertThatThrownBy(() -> body.put((byte) 0)).isInstanceOf(ReadOnlyBufferException.class);
  }

  @Test
  void readingTheBodyTwiceGivesItTwice() {
    VerifiedWebhook verified = verifier.verify(delivery, BODY);
    verified.body().get(new byte[5]);

    assertThat(verified.body().remaining()).isEqualTo(BODY.length);
    assertThat(verified.bodyBytes()).isEqualTo(verified.bodyBytes()).hasSize(BODY.length);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void takesPartOfBufferAndLeavesItsPosition(boolean direct) {
    ByteBuffer buffer = direct ? ByteBuffer.allocateDirect(64) : ByteBuffer.allocate(64);
    buffer.position(7).put(BODY).flip().position(7);

    VerifiedWebhook verified = verifier.verify(delivery, buffer);

    assertThat(buffer.position()).isEqualTo(7);
    assertThat(verified.bodyBytes()).isEqualTo(BODY);
    assertThat(verifier.verify(delivery, buffer.asReadOnlyBuffer()).bodyBytes()).isEqualTo(BODY);
  }

  @Test
  void takesStreamAndLeavesItOpen() {
    AtomicInteger closed = new AtomicInteger();
    InputStream stream =
        new ByteArrayInputStream(BODY) {
          @Override
          public void close() {
            closed.incrementAndGet();
          }
        };

    assertThat(verifier.verify(delivery, stream).bodyBytes()).isEqualTo(BODY);
    assertThat(closed).hasValue(0);
  }

  @ParameterizedTest
  @CsvSource({"19, true", "20, false", "21, false"})
  void bodyAboveTheCapIsRefused(int cap, boolean refused) {
    WebhookVerifier capped =
        WebhookVerifier.builder(SCHEME, WebhookSecrets.of(secret))
            .clock(CLOCK)
            .replayGuard(ReplayGuard.leftToCaller())
            .maxBodyBytes(cap)
            .build();

    for (Runnable verification :
        List.<Runnable>of(
            () -> capped.verify(delivery, BODY),
            () -> capped.verify(delivery, ByteBuffer.wrap(BODY)),
            () -> capped.verify(delivery, new ByteArrayInputStream(BODY)))) {
      if (refused) {
        assertRefused(Reason.BODY_TOO_LARGE, verification::run);
      } else {
        verification.run();
      }
    }
  }

  @Test
  void readsNoMoreOfStreamThanTheCapAndOneByte() {
    AtomicInteger read = new AtomicInteger();
    InputStream endless =
        stream(
            (bytes, from, length) -> {
              read.addAndGet(length);
              return length;
            });
    WebhookVerifier capped =
        WebhookVerifier.builder(SCHEME, WebhookSecrets.of(secret))
            .clock(CLOCK)
            .maxBodyBytes(1000)
            .build();

    assertRefused(Reason.BODY_TOO_LARGE, () -> capped.verify(delivery, endless));
    assertThat(read).hasValue(1001);
  }

  @Test
  void headersAreCheckedBeforeTheBodyIsRead() {
    InputStream unread =
        stream(
            (bytes, from, length) -> {
              throw new AssertionError("the body was read");
            });

    assertRefused(
        Reason.MISSING_HEADER, () -> verifier.verify(WebhookDelivery.of(Map.of()), unread));
    assertRefused(
        Reason.TIMESTAMP_TOO_OLD,
        () -> verifierAt(NOW.plusSeconds(301), SCHEME, secret).verify(delivery, unread));
  }

  @Test
  void brokenStreamIsTheOneFailureWithItsCause() {
    IOException broken = new IOException("reset");
    InputStream stream =
        stream(
            (bytes, from, length) -> {
              throw broken;
            });

    Throwable thrown = catchThrowable(() -> verifier.verify(delivery, stream));

    assertThat(thrown).isInstanceOf(WebhookRejectedException.class).hasCause(broken);
    assertThat(((WebhookRejectedException) thrown).reason()).isEqualTo(Reason.BODY_UNREADABLE);
  }

  @ParameterizedTest
  @CsvSource({
    "-300000, ",
    "-300001, TIMESTAMP_IN_FUTURE",
    "300000, ",
    "300001, TIMESTAMP_TOO_OLD",
    "0, "
  })
  void windowIsTheSameToBothSidesAndItsEndsBelongToIt(long millisLater, Reason refused) {
    WebhookVerifier later = verifierAt(NOW.plusMillis(millisLater), SCHEME, secret);

    if (refused == null) {
      assertThat(later.verify(delivery, BODY)).isNotNull();
    } else {
      assertRefused(refused, () -> later.verify(delivery, BODY));
      assertThat(catchThrowable(() -> later.verify(delivery, BODY)))
          .hasMessageContaining("signed 300 s")
          .hasMessageContaining("within 300 s");
    }
  }

  @Test
  void signaturesAreReadUpTo16() {
    String own = signed.get("webhook-signature").get(0);
    String others = "v2,x ".repeat(15);

    assertThat(verifier.verify(Deliveries.with(signed, "webhook-signature", others + own), BODY))
        .isNotNull();
    assertRefused(
        Reason.TOO_MANY_SIGNATURES,
        () ->
            verifier.verify(
                Deliveries.with(signed, "webhook-signature", "v2,x " + others + own), BODY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v2,x", "v1a,x", "V1,x", "v1:x,y"})
  void signaturesOfOtherVersionsAloneAreNotSupported(String value) {
    assertRefused(
        Reason.UNSUPPORTED_SIGNATURE,
        () -> verifier.verify(Deliveries.with(signed, "webhook-signature", value), BODY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1,", "v1", "v1,AAAA", ",x", "v2,", " ", "x", "v1,a b"})
  void signatureListThatIsMalformedIsRefused(String value) {
    assertRefused(
        Reason.MALFORMED_SIGNATURE,
        () -> verifier.verify(Deliveries.with(signed, "webhook-signature", value), BODY));
  }

  @Test
  void idHasAtMost256VisibleCharacters() {
    for (String id : List.of("a b", "a\nb", "é", "\u007f", "x".repeat(257))) {
      assertRefused(
          Reason.MALFORMED_HEADER,
          () -> verifier.verify(Deliveries.with(signed, "webhook-id", id), BODY));
    }
    String longest = "~".repeat(256);
    WebhookSigner signer = signer(SCHEME, secret).withIds(() -> longest);
    assertThat(verifier.verify(headers(signer.sign(BODY)), BODY).id()).contains(longest);
  }

  @Test
  void emptyBodyIsBodyToo() {
    byte[] empty = {};

    assertThat(verifier.verify(headers(signer(SCHEME, secret).sign(empty)), empty).bodyBytes())
        .isEmpty();
    assertRefused(Reason.SIGNATURE_MISMATCH, () -> verifier.verify(delivery, empty));
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReasonIsAnsweredWith401Or400Or413(Reason reason) {
    assertThat(reason.httpStatus()).isIn(401, 400, 413);
    assertThat(WebhookRejectedException.of(reason, "why"))
        .hasMessage("Webhook refused, " + reason + ": why")
        .extracting(WebhookRejectedException::httpStatus)
        .isEqualTo(reason.httpStatus());
  }

  @Test
  void refusalHasNoStackTrace() {
    assertThat(WebhookRejectedException.of(Reason.REPLAYED, "why").getStackTrace()).isEmpty();
  }

  @Test
  @Tag("S0.edge3.1")
  void nothingButVerificationMakesVerifiedWebhook() {
    assertThat(VerifiedWebhook.class.getDeclaredConstructors())
        .extracting(Constructor::getModifiers)
        .noneMatch(Modifier::isPublic);
    assertThat(Modifier.isFinal(VerifiedWebhook.class.getModifiers())).isTrue();
    assertThat(Stream.of(WebhookVerifier.Builder.class.getMethods()))
        .filteredOn(method -> method.getDeclaringClass() == WebhookVerifier.Builder.class)
        .extracting(method -> method.getName())
        .as("settings of a verifier; none may turn a check off")
        .containsExactlyInAnyOrder("replayGuard", "clock", "maxBodyBytes", "build");
  }

  @Test
  void sizesThatMakeNoSenseAreRefused() {
    WebhookVerifier.Builder builder = WebhookVerifier.builder(SCHEME, WebhookSecrets.of(secret));

    assertThatThrownBy(() -> builder.maxBodyBytes(-1)).hasMessageContaining("maxBodyBytes: -1");
    assertThatThrownBy(() -> builder.maxBodyBytes((1 << 30) + 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(builder.maxBodyBytes(1 << 30).maxBodyBytes(0).build().scheme()).isSameAs(SCHEME);
  }

  @Test
  void defaultClockIsTheMachines() {
    WebhookVerifier verifier = WebhookVerifier.create(SCHEME, secret);

    assertThat(verifier.verify(headers(WebhookSigner.create(SCHEME, secret).sign(BODY)), BODY))
        .isNotNull();
    assertRefused(
        Reason.TIMESTAMP_TOO_OLD,
        () ->
            verifier.verify(
                headers(
                    WebhookSigner.create(SCHEME, secret)
                        .withClock(() -> Instant.EPOCH.plus(Duration.ofDays(1)))
                        .sign(BODY)),
                BODY));
  }

  @Test
  void manyThreadsShareOneVerifier() throws Exception {
    byte[][] bodies = new byte[64][];
    Arrays.setAll(bodies, i -> new byte[] {(byte) i, 1, 2});
    List<Map<String, List<String>>> all =
        Stream.of(bodies).map(body -> headers(signer(SCHEME, secret).sign(body))).toList();
    AtomicInteger right = new AtomicInteger();
    Thread[] threads = new Thread[8];
    for (int t = 0; t < threads.length; t++) {
      threads[t] =
          new Thread(
              () -> {
                for (int i = 0; i < 64 * 50; i++) {
                  int at = i % 64;
                  verifier.verify(all.get(at), bodies[at]);
                  right.incrementAndGet();
                  try {
                    verifier.verify(all.get(at), bodies[(at + 1) % 64]);
                    right.addAndGet(-1_000_000);
                  } catch (WebhookRejectedException expected) {
                    right.incrementAndGet();
                  }
                }
              });
      threads[t].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(right).hasValue(8 * 64 * 50 * 2);
  }

  private interface Read {
    int read(byte[] bytes, int from, int length) throws IOException;
  }

  private static InputStream stream(Read read) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read.read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] bytes, int from, int length) throws IOException {
        return read.read(bytes, from, length);
      }
    };
  }
}
