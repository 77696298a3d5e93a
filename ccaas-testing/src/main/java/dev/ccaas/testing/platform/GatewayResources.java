// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static dev.ccaas.testing.platform.JsonBody.checked;

import dev.ccaas.testing.platform.Route.Handler;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The source documents' brands and webhooks, wherever they are served: what the operations do, not
 * who may ask for them. Guarded by its platform.
 */
final class GatewayResources {

  /** What a caller needs to be allowed. */
  enum Access {
    READ_BRANDS,
    WRITE_BRANDS,
    WEBHOOKS
  }

  private final Refusals refusals;
  private final BrandResource brands;
  private final WebhookResource webhooks;

  GatewayResources(Refusals refusals, BrandResource brands, WebhookResource webhooks) {
    this.refusals = refusals;
    this.brands = brands;
    this.webhooks = webhooks;
  }

  BrandResource brands() {
    return brands;
  }

  WebhookResource webhooks() {
    return webhooks;
  }

  void forget() {
    brands.forget();
    webhooks.store().clear();
  }

  /** The operations, each behind that guard. */
  List<Route> routes(BiFunction<Access, Handler, Handler> guard) {
    String brand = brands.store().path();
    String webhook = webhooks.store().path();
    Handler createBrand =
        checked(refusals, BrandResource::problems, (id, body) -> brands.create(body));
    Handler replaceBrand = checked(refusals, BrandResource::problems, brands::replace);
    Handler createWebhook =
        checked(refusals, WebhookResource::problems, (id, body) -> webhooks.create(body));
    Handler replaceWebhook = checked(refusals, WebhookResource::problems, webhooks::replace);
    Operations operations = new Operations(guard);
    return List.of(
        operations.route("POST " + brand, Access.WRITE_BRANDS, createBrand),
        operations.route("GET " + brand, Access.READ_BRANDS, (r, id) -> brands.store().page(r)),
        operations.route("GET " + brand + "/{id}", Access.READ_BRANDS, brands::get),
        operations.route("PUT " + brand + "/{id}", Access.WRITE_BRANDS, replaceBrand),
        operations.route(
            "DELETE " + brand + "/{id}", Access.WRITE_BRANDS, (r, id) -> brands.store().remove(id)),
        operations.route("POST " + webhook, Access.WEBHOOKS, createWebhook),
        operations.route("GET " + webhook, Access.WEBHOOKS, (r, id) -> webhooks.store().page(r)),
        operations.route("GET " + webhook + "/{id}", Access.WEBHOOKS, (r, id) -> webhooks.get(id)),
        operations.route("PUT " + webhook + "/{id}", Access.WEBHOOKS, replaceWebhook),
        operations.route(
            "DELETE " + webhook + "/{id}",
            Access.WEBHOOKS,
            (r, id) -> webhooks.store().remove(id)));
  }

  private record Operations(BiFunction<Access, Handler, Handler> guard) {
    Route route(String operation, Access access, Handler handler) {
      return Route.api(operation, guard.apply(access, handler));
    }
  }
}
