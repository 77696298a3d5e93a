// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import dev.ccaas.core.Secret;
import dev.ccaas.core.error.CcaasException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one brand or webhook should be, whatever it is a wish for.
 *
 * @param name what it is called
 * @param fields how it will read back but its secret, path to text; see {@link Fields}
 * @param secret its secret, if it has one
 * @param warnings what the profile leaves out of the wish
 * @param hash SHA-256 of the wish without its secret
 * @param create makes it
 * @param update makes what has that id as wished
 * @param check returns why it must not be sent, or null
 */
record Wish(
    String name,
    Map<String, String> fields,
    @Nullable Secret secret,
    List<String> warnings,
    String hash,
    Supplier<Found> create,
    Function<String, Found> update,
    Supplier<@Nullable CcaasException> check) {}
