// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.stripe.exception.SignatureVerificationException;
import dev.ccaas.core.TimeSource;
import dev.ccaas.webhook.ReplayGuard;
import dev.ccaas.webhook.SignatureScheme;
import dev.ccaas.webhook.SignatureScheme.Encoding;
import dev.ccaas.webhook.SignatureSchemes;
import dev.ccaas.webhook.VerifiedWebhook;
import dev.ccaas.webhook.WebhookSecret;
import dev.ccaas.webhook.WebhookSecrets;
import dev.ccaas.webhook.WebhookSigner;
import dev.ccaas.webhook.WebhookVerifier;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One verification of one valid delivery among ten other headers. All start from what a receiver
 * has, the bytes as they came and the headers: the peers take a String, so the bytes are decoded
 * for them. Without replay guard, because no peer has one.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WebhookVerifyBenchmark {
  private static final String HMAC_SHA256 = "HmacSHA256";

  /** Length of the body in bytes. */
  @Param({"256", "2048", "65536", "524288"})
  public int size;

  /** What the body says. */
  @Param public Body text;

  private byte[] body;
  private byte[] signed;
  private Mac mac;
  private WebhookVerifier gateway;
  private Map<String, List<String>> gatewayHeaders;
  private WebhookVerifier standard;
  private HttpHeaders standardHeaders;
  private com.svix.Webhook svix;
  private com.standardwebhooks.Webhook standardWebhooks;
  private String stripeSecret;
  private String stripeHeader;

  /** Signs one delivery for everybody. */
  @Setup
  public void sign() throws Exception {
    byte[] key = new byte[24];
    new SecureRandom().nextBytes(key);
    String base64 = Base64.getEncoder().encodeToString(key);
    body = text.ofSize(size);
    mac = mac(key);

    WebhookSecret secret = WebhookSecret.ofStandard(base64);
    SignatureScheme hex = SignatureSchemes.genesysGateway(Encoding.HEX);
    gateway = verifier(hex, secret);
    gatewayHeaders = headers(WebhookSigner.create(hex, secret).sign(body)).map();

    SignatureScheme scheme = SignatureSchemes.standardWebhooks();
    standard = verifier(scheme, secret);
    Map<String, String> signature = WebhookSigner.create(scheme, secret).sign(body);
    standardHeaders = headers(signature);
    signed = joined(signature.get("webhook-id"), signature.get("webhook-timestamp"));
    svix = new com.svix.Webhook("whsec_" + base64);
    standardWebhooks = new com.standardwebhooks.Webhook("whsec_" + base64);

    stripeSecret = "whsec_" + base64;
    long now = TimeSource.system().instant().getEpochSecond();
    byte[] hmac = mac(stripeSecret.getBytes(UTF_8)).doFinal(joined("" + now));
    stripeHeader = "t=" + now + ",v1=" + HexFormat.of().formatHex(hmac);
  }

  /** The floor: a Mac of this thread, set up, over the body in one piece; nothing is compared. */
  @Benchmark
  public byte[] bareMac() {
    return mac.doFinal(body);
  }

  /** The floor of Standard Webhooks: the same over all that it signs, joined beforehand. */
  @Benchmark
  public byte[] bareMacStandard() {
    return mac.doFinal(signed);
  }

  /** Ours, a scheme that signs the body alone. */
  @Benchmark
  public VerifiedWebhook ours() {
    return gateway.verify(gatewayHeaders, body);
  }

  /** Ours, Standard Webhooks, from the same headers as Svix and Standard Webhooks. */
  @Benchmark
  public VerifiedWebhook oursStandard() {
    return standard.verify(standardHeaders.map(), body);
  }

  /** Svix. */
  @Benchmark
  public String svix() throws Exception {
    String decoded = new String(body, UTF_8);
    svix.verify(decoded, standardHeaders);
    return decoded;
  }

  /** The reference library of Standard Webhooks. */
  @Benchmark
  public String standardWebhooks() throws Exception {
    String decoded = new String(body, UTF_8);
    standardWebhooks.verify(decoded, standardHeaders);
    return decoded;
  }

  /** Stripe, by its own scheme: timestamp and body. */
  @Benchmark
  public boolean stripe() throws SignatureVerificationException {
    return com.stripe.net.Webhook.Signature.verifyHeader(
        new String(body, UTF_8), stripeHeader, stripeSecret, 300);
  }

  private byte[] joined(String... fields) {
    byte[] head = (String.join(".", fields) + ".").getBytes(US_ASCII);
    return ByteBuffer.allocate(head.length + body.length).put(head).put(body).array();
  }

  private static WebhookVerifier verifier(SignatureScheme scheme, WebhookSecret secret) {
    return WebhookVerifier.builder(scheme, WebhookSecrets.of(secret))
        .replayGuard(ReplayGuard.leftToCaller())
        .build();
  }

  /** Returns these among the headers that a proxy hands on. */
  private static HttpHeaders headers(Map<String, String> signed) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (String name :
        List.of(
            "Accept",
            "Accept-Encoding",
            "Connection",
            "Content-Length",
            "Content-Type",
            "Host",
            "User-Agent",
            "X-Forwarded-For",
            "X-Forwarded-Proto",
            "X-Request-Id")) {
      all.put(name, List.of("value of " + name));
    }
    signed.forEach((name, value) -> all.put(name, List.of(value)));
    return HttpHeaders.of(all, (name, value) -> true);
  }

  private static Mac mac(byte[] key) throws GeneralSecurityException {
    Mac mac = Mac.getInstance(HMAC_SHA256);
    mac.init(new SecretKeySpec(key, HMAC_SHA256));
    mac.update("warm".getBytes(US_ASCII));
    mac.reset();
    return mac;
  }
}
