// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.config;

import dev.ccaas.core.error.CcaasException;
import java.io.Serial;
import java.util.List;

/** A file cannot be taken as it is: mend every one of {@link #findings()}. */
public final class ConfigException extends CcaasException {
  @Serial private static final long serialVersionUID = 1L;

  private static final int SHOWN = 20;

  @SuppressWarnings("serial") // the library does not promise that its exceptions are serializable
  private final List<Finding> findings;

  ConfigException(List<Finding> findings) {
    super(message(findings), null);
    this.findings = List.copyOf(findings);
  }

  /**
   * Returns everything that is wrong, in order of position; never empty. A file in which no end of
   * findings is in sight is given up after 1,000.
   */
  public List<Finding> findings() {
    return findings;
  }

  private static String message(List<Finding> findings) {
    StringBuilder text = new StringBuilder();
    findings.stream().limit(SHOWN).forEach(finding -> text.append(finding).append('\n'));
    if (findings.size() > SHOWN) {
      text.append("and ").append(findings.size() - SHOWN).append(" more\n");
    }
    return text.substring(0, text.length() - 1);
  }
}
