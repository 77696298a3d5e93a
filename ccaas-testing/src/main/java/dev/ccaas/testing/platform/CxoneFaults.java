// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Ways in which only CXone fails; for {@link FakePlatform#failNext(String, Fault)}. The request is
 * not acted on.
 */
public final class CxoneFaults {
  private CxoneFaults() {}

  /** Returns a 429 that time does not heal: file uploads at once; its text is published. */
  public static Fault fileUploadLimit() {
    return acd(429, "Max concurrent file uploads per business unit reached");
  }

  /** Returns a 429 that time does not heal: queued work items; its text is published. */
  public static Fault workItemLimit() {
    return acd(429, "Number of queued work items exceeded port limit for this business unit");
  }

  /** Returns a 429 that time heals, without {@code Retry-After}; its text is published. */
  public static Fault rateExceeded() {
    return acd(429, "API Rate Exceeded");
  }

  /**
   * Returns a refusal for a limit that is bought, not waited for; its text is published.
   *
   * @param status 402 or 403, both of which are published
   */
  public static Fault profileLimit(int status) {
    return acd(status, "Total Profiles Limit Exceeded");
  }

  /** Returns that text in the header {@code icStatusDescription} with an empty body; seen. */
  public static Fault acd(int status, String description) {
    return Fault.answer(CxoneErrors.ACD.of(status, "", requireNonNull(description, "description")));
  }

  /**
   * Returns a 200 whose body is an error, as points of contact answer; the field names are
   * published.
   */
  public static Fault errorInside200(String description) {
    return Fault.answer(
        PointOfContactResource.result("Error", requireNonNull(description, "description")));
  }

  /**
   * Returns a 206 to a request for several things: the first succeeded, the second did not. That
   * items have {@code success} and {@code error} is seen; their frame is assumed.
   */
  public static Fault partialSuccess(String error) {
    ObjectNode body = JsonText.object().put("errorCount", 1);
    body.putArray("results").addObject().put("success", true);
    body.withArray("results")
        .addObject()
        .put("success", false)
        .put("error", requireNonNull(error, "error"));
    return Fault.answer(JsonBody.answer(206, body));
  }

  /** Returns the answer to a request without {@code Accept}; the text is seen, 406 is assumed. */
  public static Fault noKnownWayToRender() {
    return Fault.answer(CxoneGate.cannotRender());
  }
}
