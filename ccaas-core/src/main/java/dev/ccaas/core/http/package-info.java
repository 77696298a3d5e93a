// SPDX-License-Identifier: Apache-2.0
/**
 * The HTTP pipeline: one decorator per behaviour, stacked in {@link dev.ccaas.core.http.ApiClient}.
 *
 * <ul>
 *   <li>{@link dev.ccaas.core.http.ApiClient}: the built pipeline, what vendor modules send through
 *   <li>{@link dev.ccaas.core.http.ApiRequest}: one request that cannot carry a forbidden header
 *   <li>{@link dev.ccaas.core.http.ApiResponse}: one answer with its latency and the sends it cost
 *   <li>{@link dev.ccaas.core.http.Headers}: header fields whose names match in any case
 *   <li>{@link dev.ccaas.core.http.Transport}: sends one request, so that fakes and decorators plug
 *       in
 *   <li>{@link dev.ccaas.core.http.RetryPolicy}: when a request is repeated, and how long it waits
 *   <li>{@link dev.ccaas.core.http.ErrorDecoder}: reads a vendor's error answers into our
 *       vocabulary
 *   <li>{@link dev.ccaas.core.http.EgressGuard}: keeps targets that users choose off private
 *       networks
 *   <li>{@link dev.ccaas.core.http.UnauditedAnswerException}: an answer that audit did not record,
 *       so that it is not lost
 * </ul>
 */
package dev.ccaas.core.http;
