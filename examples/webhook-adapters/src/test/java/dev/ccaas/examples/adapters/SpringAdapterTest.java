// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.examples.adapters;

import dev.ccaas.webhook.VerifiedWebhook;
import dev.ccaas.webhook.WebhookVerifier;
import java.net.URI;
import java.util.List;
import org.springframework.context.annotation.AnnotationConfigUtils;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.DelegatingWebMvcConfiguration;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** A controller that takes a verified webhook, in Spring's dispatcher servlet. */
class SpringAdapterTest extends AdapterTests {
  private final JettyServer server = new JettyServer();

  @Override
  URI start(WebhookVerifier verifier) throws Exception {
    GenericWebApplicationContext context = new GenericWebApplicationContext();
    AnnotationConfigUtils.registerAnnotationConfigProcessors(context);
    context.registerBean(DelegatingWebMvcConfiguration.class);
    context.registerBean(
        WebMvcConfigurer.class,
        () ->
            new WebMvcConfigurer() {
              @Override
              public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new VerifiedWebhookResolver());
              }
            });
    context.registerBean(Hooks.class, () -> new Hooks(this));
    return server.start(verifier, new DispatcherServlet(context));
  }

  @Override
  void stop() throws Exception {
    server.stop();
  }

  /** What a user writes. */
  @RestController
  static class Hooks {
    private final AdapterTests test;

    Hooks(AdapterTests test) {
      this.test = test;
    }

    @PostMapping("/hooks")
    ResponseEntity<Void> take(VerifiedWebhook webhook) {
      test.take(webhook.bodyBytes());
      return ResponseEntity.noContent().build();
    }
  }
}
