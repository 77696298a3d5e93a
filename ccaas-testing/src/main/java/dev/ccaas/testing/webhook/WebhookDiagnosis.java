// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.webhook;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.webhook.VerificationTrace;
import dev.ccaas.webhook.WebhookDelivery;
import dev.ccaas.webhook.WebhookRejectedException.Reason;
import dev.ccaas.webhook.WebhookVerifier;
import java.util.Optional;

/**
 * A verifier's trace and, where the signature does not match, the form of the JSON body that it
 * would have matched: the commonest fault of receivers is to parse a body and sign what they write
 * anew. Like the trace it is for the operator, and shows no secret. Immutable.
 */
public final class WebhookDiagnosis {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final VerificationTrace trace;
  private final Optional<String> signedForm;

  private WebhookDiagnosis(VerificationTrace trace, Optional<String> signedForm) {
    this.trace = trace;
    this.signedForm = signedForm;
  }

  /**
   * Returns how this verifier judges this delivery. It does not count as a delivery.
   *
   * <p>Other forms of the body are tried up to 64 KiB: about 100, each judged as a delivery of its
   * own.
   */
  public static WebhookDiagnosis of(
      WebhookVerifier verifier, WebhookDelivery delivery, byte[] body) {
    VerificationTrace trace = requireNonNull(verifier, "verifier").explain(delivery, body);
    boolean mismatch = trace.reason().filter(Reason.SIGNATURE_MISMATCH::equals).isPresent();
    Optional<String> signedForm =
        mismatch
            ? BodyForms.find(body, form -> verifier.explain(delivery, form).isVerified())
            : Optional.empty();
    return new WebhookDiagnosis(trace, signedForm);
  }

  /** Returns the verifier's own trace. */
  public VerificationTrace trace() {
    return trace;
  }

  /**
   * Returns how the body was written that the sender signed, such as {@code compact} or {@code keys
   * in order, indented by 2 spaces, newline at the end}; empty if it matches as it is, or in no
   * form that was tried.
   */
  public Optional<String> signedForm() {
    return signedForm;
  }

  /**
   * Returns all of it as a JSON object: {@code scheme}, {@code verified}, {@code headerLength},
   * {@code diagnosis}, and where they are known {@code reason}, {@code httpStatus}, {@code
   * message}, {@code signedLength}, {@code signedSha256}, {@code signedText}, {@code
   * clockSkewMillis}, {@code receivedSignature}, {@code computedSignature}, {@code
   * firstDifference}, {@code signedForm}.
   */
  public String toJson() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("scheme", trace.scheme().name())
            .put("verified", trace.isVerified())
            .put("headerLength", trace.headerLength());
    trace
        .reason()
        .ifPresent(
            reason -> json.put("reason", reason.name()).put("httpStatus", reason.httpStatus()));
    trace.message().ifPresent(message -> json.put("message", message));
    trace.signedLength().ifPresent(length -> json.put("signedLength", length));
    trace.signedSha256().ifPresent(sha256 -> json.put("signedSha256", sha256));
    trace.signedText().ifPresent(text -> json.put("signedText", text));
    trace.clockSkew().ifPresent(skew -> json.put("clockSkewMillis", skew.toMillis()));
    trace.receivedSignature().ifPresent(text -> json.put("receivedSignature", text));
    trace.computedSignature().ifPresent(text -> json.put("computedSignature", text));
    trace.firstDifference().ifPresent(at -> json.put("firstDifference", at));
    signedForm.ifPresent(form -> json.put("signedForm", form));
    ArrayNode diagnosis = json.putArray("diagnosis");
    signedForm.ifPresent(form -> diagnosis.add(rewritten(form)));
    trace.diagnosis().forEach(diagnosis::add);
    return written(json);
  }

  /** Returns all of it as lines of text. */
  @Override
  public String toString() {
    return trace
        + signedForm.map(form -> "%-13s %s%n".formatted("diagnosis", rewritten(form))).orElse("");
  }

  private static String rewritten(String form) {
    return "body written anew: the sender signed it as "
        + form
        + ". Verify the bytes as they came, before anything parses them";
  }

  private static String written(ObjectNode json) {
    try {
      return MAPPER.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree cannot be written", e);
    }
  }
}
