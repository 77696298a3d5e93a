// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What came with a body: the request's headers and, if the scheme signs them or the secrets depend
 * on them, its method, target and tenant.
 *
 * <p>The headers are not copied, so that verifying costs no memory: do not change them meanwhile.
 */
public final class WebhookDelivery {
  private final Map<String, List<String>> headers;
  private final String method;
  private final String target;
  private final String tenant;

  private WebhookDelivery(
      Map<String, List<String>> headers, String method, String target, String tenant) {
    this.headers = headers;
    this.method = method;
    this.target = target;
    this.tenant = tenant;
  }

  /**
   * Returns a delivery with these headers, each with every value that was received: a framework's
   * view that shows only the first value hides a duplicate. Names match in any case.
   */
  public static WebhookDelivery of(Map<String, List<String>> headers) {
    return new WebhookDelivery(requireNonNull(headers, "headers"), "", "", "");
  }

  /**
   * Returns this delivery with the request line, which some schemes sign.
   *
   * @param method such as {@code POST}
   * @param target path and query as sent, percent-encoded, such as {@code /hooks?x=1}
   */
  public WebhookDelivery withRequest(String method, String target) {
    return new WebhookDelivery(
        headers, requireNonNull(method, "method"), requireNonNull(target, "target"), tenant);
  }

  /** Returns this delivery for that tenant, by which {@link WebhookSecrets} finds its secrets. */
  public WebhookDelivery withTenant(String tenant) {
    return new WebhookDelivery(headers, method, target, requireNonNull(tenant, "tenant"));
  }

  Map<String, List<String>> headers() {
    return headers;
  }

  String method() {
    return method;
  }

  String target() {
    return target;
  }

  String tenant() {
    return tenant;
  }

  /** Returns the names of the headers, never a value. */
  @Override
  public String toString() {
    TreeSet<String> names = new TreeSet<>();
    headers.keySet().forEach(name -> names.add(String.valueOf(name)));
    return "WebhookDelivery[" + method + " headers " + names + "]";
  }
}
