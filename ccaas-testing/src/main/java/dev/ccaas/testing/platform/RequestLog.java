// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import java.util.ArrayList;
import java.util.List;

/** What a platform was asked, in order. Guarded by its platform. */
final class RequestLog {
  private final List<RecordedRequest> served = new ArrayList<>();
  private final List<RecordedRequest> unexpected = new ArrayList<>();
  private boolean keeping = true;
  private long count;

  /** Whether served requests are kept from now on; they are counted in any case. */
  void keep(boolean keep) {
    keeping = keep;
  }

  void served(RecordedRequest request) {
    count++;
    if (keeping) {
      served.add(request);
    }
  }

  void unexpected(RecordedRequest request) {
    unexpected.add(request);
  }

  List<RecordedRequest> served() {
    return List.copyOf(served);
  }

  List<RecordedRequest> unexpected() {
    return List.copyOf(unexpected);
  }

  /**
   * Checks that there are none.
   *
   * @throws AssertionError if there are
   */
  static void verifyNone(List<RecordedRequest> unexpected, String platform) {
    if (!unexpected.isEmpty()) {
      throw new AssertionError("requests that " + platform + " does not know: " + unexpected);
    }
  }

  long count() {
    return count;
  }

  void clear() {
    served.clear();
    unexpected.clear();
    keeping = true;
    count = 0;
  }
}
