// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.benchmarks;

import dev.ccaas.core.TimeSource;
import dev.ccaas.webhook.ReplayGuard;
import dev.ccaas.webhook.SignatureScheme;
import dev.ccaas.webhook.SignatureScheme.Encoding;
import dev.ccaas.webhook.SignatureSchemes;
import dev.ccaas.webhook.WebhookDelivery;
import dev.ccaas.webhook.WebhookRejectedException;
import dev.ccaas.webhook.WebhookSecret;
import dev.ccaas.webhook.WebhookSecrets;
import dev.ccaas.webhook.WebhookSigner;
import dev.ccaas.webhook.WebhookVerifier;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToLongFunction;

/**
 * Asks by Welch's t whether a signature that is wrong in its first byte takes another time than one
 * that is wrong in its last: 10,000 interleaved pairs each, the slowest tenth cut off. In the same
 * run an early-exit comparison shows whether the machine is quiet enough to see such a difference.
 * Then compares what a delivery for an unknown tenant costs with one whose signature is wrong.
 */
public final class WebhookTimingReport {
  private static final int PAIRS = 10_000;
  private static final int WARM_UP = 100_000;
  private static final int CONTROL_BYTES = 4096;
  private static final double CUT = 0.9;

  private final TimeSource time = TimeSource.system();
  private final Random random = new SecureRandom();
  private int sink;

  private WebhookTimingReport() {}

  /** Measures and prints. */
  public static void main(String[] args) {
    WebhookTimingReport report = new WebhookTimingReport();
    double ours = report.welch(report.verifications());
    double control = report.welch(report.earlyExits());
    String verdict =
        Math.abs(control) <= 10 ? "INCONCLUSIVE" : Math.abs(ours) < 4.5 ? "PASS" : "FAIL";
    System.out.printf(
        Locale.ROOT,
        "verifier t = %.2f (|t| < 4.5), early-exit control t = %.2f (|t| > 10): %s%n",
        ours,
        control,
        verdict);
    double ratio = report.ratioOfMedians(report.tenants());
    System.out.printf(
        Locale.ROOT,
        "unknown tenant / wrong signature, 16 KiB: %.3f of the time (0.95 to 1.05): %s%n",
        ratio,
        Math.abs(ratio - 1) <= 0.05 ? "PASS" : "FAIL");
  }

  /** Returns what verifies once for a tenant with a secret (0) or for one without (1). */
  private IntToLongFunction tenants() {
    byte[] key = new byte[32];
    random.nextBytes(key);
    byte[] body = new byte[1 << 14];
    SignatureScheme scheme = SignatureSchemes.genesysGateway(Encoding.HEX);
    WebhookVerifier verifier =
        WebhookVerifier.builder(
                scheme,
                WebhookSecrets.perTenant(Map.of("known", List.of(WebhookSecret.ofBytes(key)))))
            .replayGuard(ReplayGuard.leftToCaller())
            .build();
    WebhookDelivery wrong = delivery(scheme, key);
    WebhookDelivery[] sides = {wrong.withTenant("known"), wrong.withTenant("nobody")};
    return side -> refused(verifier, sides[side], body);
  }

  private long refused(WebhookVerifier verifier, WebhookDelivery delivery, byte[] body) {
    long start = time.nanoTime();
    try {
      sink += verifier.verify(delivery, body).hashCode();
    } catch (WebhookRejectedException e) {
      sink += e.httpStatus();
    }
    return time.nanoTime() - start;
  }

  private double ratioOfMedians(IntToLongFunction timed) {
    double[][] times = times(timed);
    Arrays.sort(times[0]);
    Arrays.sort(times[1]);
    return times[1][PAIRS / 2] / times[0][PAIRS / 2];
  }

  /** Returns what verifies once, its signature wrong in its first (0) or last (1) byte. */
  private IntToLongFunction verifications() {
    byte[] key = new byte[32];
    random.nextBytes(key);
    byte[] body = new byte[64];
    SignatureScheme scheme = SignatureSchemes.genesysGateway(Encoding.HEX);
    WebhookSecret secret = WebhookSecret.ofBytes(key);
    WebhookVerifier verifier =
        WebhookVerifier.builder(scheme, WebhookSecrets.of(secret))
            .replayGuard(ReplayGuard.leftToCaller())
            .build();
    byte[] right =
        HexFormat.of()
            .parseHex(
                WebhookSigner.create(scheme, secret).sign(body).get(scheme.signatureHeader()));
    WebhookDelivery[] wrong = {
      delivery(scheme, flipped(right, 0)), delivery(scheme, flipped(right, right.length - 1))
    };
    return side -> refused(verifier, wrong[side], body);
  }

  /** Returns what compares arrays of which one differs at the first byte, one at the last. */
  private IntToLongFunction earlyExits() {
    byte[] right = new byte[CONTROL_BYTES];
    random.nextBytes(right);
    byte[][] wrong = {flipped(right, 0), flipped(right, right.length - 1)};
    return side -> {
      long start = time.nanoTime();
      sink += Arrays.equals(right, wrong[side]) ? 1 : 0;
      return time.nanoTime() - start;
    };
  }

  private double welch(IntToLongFunction timed) {
    double[][] times = times(timed);
    return Welch.t(fastest(times[0]), fastest(times[1]));
  }

  private double[][] times(IntToLongFunction timed) {
    for (int i = 0; i < WARM_UP; i++) {
      sink += (int) timed.applyAsLong(i & 1);
    }
    double[][] times = new double[2][PAIRS];
    for (int i = 0; i < PAIRS; i++) {
      int first = random.nextInt(2);
      times[first][i] = timed.applyAsLong(first);
      times[1 - first][i] = timed.applyAsLong(1 - first);
    }
    return times;
  }

  private static double[] fastest(double[] times) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    return Arrays.copyOf(sorted, (int) (CUT * sorted.length));
  }

  private static WebhookDelivery delivery(SignatureScheme scheme, byte[] signature) {
    return WebhookDelivery.of(
        Map.of(scheme.signatureHeader(), List.of(HexFormat.of().formatHex(signature))));
  }

  private static byte[] flipped(byte[] bytes, int at) {
    byte[] changed = bytes.clone();
    changed[at] ^= 0x55;
    return changed;
  }
}
