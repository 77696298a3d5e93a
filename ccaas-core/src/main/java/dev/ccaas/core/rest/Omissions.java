// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.rest;

import dev.ccaas.core.error.UnsupportedByPlatformException;
import dev.ccaas.core.provisioning.BrandSettings;
import dev.ccaas.core.provisioning.BrandSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * What a profile cannot make of one brand: what the platform demands and the wish lacks, and what
 * it would have to leave out. Not safe for use by many threads.
 */
public final class Omissions {
  private final List<String> lacking = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();

  /** Adds what the platform demands and the wish lacks. */
  public void lack(String fault) {
    lacking.add(fault);
  }

  /** Adds a field that cannot be expressed. */
  public void leaveOut(String fault) {
    leftOut.add(fault);
  }

  /** Adds each of the brand's settings, of which the platform knows none. */
  public void leaveOutSettings(BrandSpec spec) {
    BrandSettings wished = spec.settings().orElseGet(() -> BrandSettings.builder().build());
    leaveOutIf(wished.maxConcurrentSessions().isPresent(), "maxConcurrentSessions");
    leaveOutIf(wished.rateLimitThreshold().isPresent(), "rateLimitThreshold");
    leaveOutIf(!wished.tlsCertificateChain().isEmpty(), "tlsCertificateChain");
    leaveOutIf(wished.healthCheckInterval().isPresent(), "healthCheckInterval");
  }

  private void leaveOutIf(boolean present, String field) {
    if (present) {
      leftOut.add("settings." + field + ": the platform has no such setting");
    }
  }

  /**
   * Does nothing if the brand can be expressed.
   *
   * @param api what cannot express it, such as {@code The published API of Genesys Cloud}
   * @param lenient whether fields may be left out
   * @param leniency what the caller calls to have them left out
   * @throws UnsupportedByPlatformException if it lacks something, or something must not be left out
   */
  public void refuse(String api, boolean lenient, String leniency) {
    List<String> faults = new ArrayList<>(lacking);
    if (!lenient) {
      faults.addAll(leftOut);
    }
    if (!faults.isEmpty()) {
      throw new UnsupportedByPlatformException(
          api
              + " cannot express this brand; nothing was sent: "
              + String.join("; ", faults)
              + ". Change these fields"
              + (lacking.isEmpty() ? ", or let " + leniency + " leave them out." : "."));
    }
  }

  /** Returns one sentence for each field that is left out. */
  public List<String> warnings() {
    return leftOut.stream().map(field -> field + "; it is left out.").toList();
  }
}
