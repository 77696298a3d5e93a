// SPDX-License-Identifier: Apache-2.0
package planted;

/** A type with holes in its Javadoc. */
public class Undocumented {
  public static final int CONSTANT = 1;

  /** */
  public void emptyComment() {}

  public void noComment() {}

  protected Undocumented(int noComment) {}

  void notVisible() {}

  private void notVisibleEither() {}

  @Override
  public String toString() {
    return "";
  }

  /** Documented. */
  public interface Nested {
    void noComment();

    /** Documented. */
    void documented();
  }

  static class Hidden {
    public void noComment() {}
  }
}
