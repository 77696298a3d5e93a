// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.examples.adapters;

import dev.ccaas.webhook.WebhookVerifier;
import io.javalin.Javalin;
import java.net.URI;

/** A Javalin route. */
class JavalinAdapterTest extends AdapterTests {
  private Javalin javalin;

  @Override
  URI start(WebhookVerifier verifier) {
    javalin =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.routes.post(
                  "/hooks",
                  new VerifyingJavalinHandler(
                      verifier,
                      (context, webhook) -> {
                        take(webhook.bodyBytes());
                        context.status(204);
                      }));
            });
    javalin.start("127.0.0.1", 0);
    return URI.create("http://127.0.0.1:" + javalin.port());
  }

  @Override
  void stop() {
    javalin.stop();
  }
}
