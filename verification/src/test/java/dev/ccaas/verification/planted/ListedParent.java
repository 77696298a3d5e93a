// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification.planted;

/** Nobody outside can name it, but what it gives its children is visible. */
abstract class ListedParent<T> {
  public T inherited(T value) {
    return value;
  }
}
