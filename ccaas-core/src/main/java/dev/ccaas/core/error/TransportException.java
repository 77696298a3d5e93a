// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.error;

import static java.util.Objects.requireNonNull;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * No answer came: {@link #delivery()} tells whether the platform can have acted on the request.
 *
 * <p>A request that was {@link Delivery#NOT_SENT} may be sent again. After {@link
 * Delivery#AMBIGUOUS} look the result up before a create is sent again.
 */
public final class TransportException extends CcaasException {
  @Serial private static final long serialVersionUID = 1L;

  /** What is known about a request that got no answer. */
  public enum Delivery {
    /** No byte of the request reached the platform. */
    NOT_SENT,
    /** The platform may have carried the request out. */
    AMBIGUOUS
  }

  private final Delivery delivery;
  private final int sends;

  /** Creates an exception with what is known about the delivery. */
  public TransportException(String message, Delivery delivery, @Nullable Throwable cause) {
    super(message, cause);
    this.delivery = requireNonNull(delivery, "delivery");
    this.sends = delivery == Delivery.NOT_SENT ? 0 : 1;
  }

  /**
   * Creates an exception with the number of requests that may have gone onto the wire: none means
   * {@link Delivery#NOT_SENT}.
   */
  public TransportException(String message, int sends, @Nullable Throwable cause) {
    super(message, cause);
    this.delivery = sends == 0 ? Delivery.NOT_SENT : Delivery.AMBIGUOUS;
    this.sends = sends;
  }

  @Override
  public boolean mayHaveBeenCarriedOut() {
    return delivery == Delivery.AMBIGUOUS;
  }

  /** Returns whether the platform can have acted on the request. */
  public Delivery delivery() {
    return delivery;
  }

  /** Returns how many requests may have gone onto the wire, 0 if none did. */
  public int sends() {
    return sends;
  }
}
