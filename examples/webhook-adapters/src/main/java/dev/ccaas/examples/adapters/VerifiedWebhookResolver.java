// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.examples.adapters;

import dev.ccaas.webhook.VerifiedWebhook;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Spring MVC: gives a controller's parameter of type {@link VerifiedWebhook} what {@link
 * VerifyingFilter} verified; without the filter no such controller can be reached.
 */
public final class VerifiedWebhookResolver implements HandlerMethodArgumentResolver {
  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == VerifiedWebhook.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    Object webhook =
        request.getAttribute(VerifyingFilter.VERIFIED, RequestAttributes.SCOPE_REQUEST);
    if (webhook == null) {
      throw new IllegalStateException("no VerifyingFilter stands before this controller");
    }
    return webhook;
  }
}
