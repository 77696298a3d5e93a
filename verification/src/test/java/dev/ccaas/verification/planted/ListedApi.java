// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification.planted;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of each kind of thing that an API listing must show, and of what it must not. */
public abstract class ListedApi<T extends Number> extends ListedParent<T> implements Runnable {
  public static final String CONSTANT = "";
  static final String HIDDEN = "";

  protected ListedApi(@Nullable String name) {}

  ListedApi() {}

  public abstract @Nullable String nullable(List<@Nullable String> names) throws IOException;

  public abstract <K extends Comparable<K>> Map.Entry<K, ? super byte[]> generic(
      List<? extends K> in);

  void hidden() {}

  /** Nested and visible. */
  public interface Nested {
    int one();

    default void two() {}
  }

  /** Nested and visible. */
  public enum Choice {
    YES
  }

  static final class Hidden {}
}
