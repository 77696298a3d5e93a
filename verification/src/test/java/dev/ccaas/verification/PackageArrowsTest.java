// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Packages form no cycle, and no vendor's code knows of another vendor's. */
class PackageArrowsTest {
  private static final String PLANTED = "dev.ccaas.verification.planted.";
  private static final String VENDORS = "(genesys|cxone)..";

  @Test
  void packagesFormNoCycle() {
    assertThat(cycles(Repository.mainClasses(), "dev.ccaas.")).isEmpty();
  }

  @Test
  void vendorsDoNotKnowEachOther() {
    assertThat(arrows(Repository.mainClasses(), "dev.ccaas.")).isEmpty();
  }

  @Test
  void reportsCycleOfTwoPackages() {
    assertThat(cycles(planted("cycle"), PLANTED + "cycle."))
        .singleElement()
        .asString()
        .contains("Slice left", "Slice right");
  }

  @Test
  void reportsArrowBetweenVendors() {
    assertThat(arrows(planted("vendors"), PLANTED + "vendors."))
        .isNotEmpty()
        .allMatch(line -> line.contains("Sender") && line.contains("Receiver"));
  }

  static List<String> cycles(JavaClasses classes, String root) {
    return details(slices().matching(root + "(**)").should().beFreeOfCycles(), classes);
  }

  static List<String> arrows(JavaClasses classes, String root) {
    return details(slices().matching(root + VENDORS).should().notDependOnEachOther(), classes);
  }

  private static List<String> details(ArchRule rule, JavaClasses classes) {
    return rule.allowEmptyShould(true).evaluate(classes).getFailureReport().getDetails();
  }

  private static JavaClasses planted(String name) {
    return new ClassFileImporter().importPackages(PLANTED + name);
  }
}
