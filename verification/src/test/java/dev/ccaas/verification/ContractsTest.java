// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePathScanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/**
 * A contract is run by at least two test classes, each against another implementation.
 *
 * <p>One implementation would make the contract a description of that implementation. Other types
 * of that package are what a contract needs.
 */
class ContractsTest {
  private static final Path CONTRACTS =
      Repository.root().resolve("ccaas-testing/src/main/java/dev/ccaas/testing/contract");

  @Test
  void everyContractIsRunAgainstTwoImplementations() {
    List<String> contracts =
        PublicTypes.in(CONTRACTS).stream().filter(name -> name.endsWith("Contract")).toList();

    assertThat(contracts).hasSizeGreaterThan(5);
    assertThat(violations(contracts, Repository.testSources())).isEmpty();
  }

  @Test
  void reportsContractThatIsRunOnceOrTwiceAgainstTheSame() {
    List<Path> planted = List.of(Repository.planted("java/ContractRuns.java"));

    assertThat(
            violations(
                List.of("GoodContract", "OnceContract", "SameContract", "NeverContract"), planted))
        .containsExactly(
            "OnceContract is run by [OnceRun], expected at least two",
            "SameContract is run against the same by SameRun and SameRunAgain",
            "NeverContract is run by [], expected at least two");
  }

  static List<String> violations(List<String> contracts, List<Path> tests) {
    Map<String, TestClass> classes = new HashMap<>();
    SourceTrees.scan(tests, docs -> new Scanner(classes));
    List<String> found = new ArrayList<>();
    for (String contract : contracts) {
      Map<Set<String>, String> runs = new HashMap<>();
      Set<String> names = new TreeSet<>();
      for (TestClass run : new TreeSet<>(classes.keySet()).stream().map(classes::get).toList()) {
        if (run.isAbstract() || !run.is(contract, classes)) {
          continue;
        }
        names.add(run.name());
        String same = runs.putIfAbsent(run.allNamed(classes), run.name());
        if (same != null) {
          found.add(contract + " is run against the same by " + same + " and " + run.name());
        }
      }
      if (names.size() < 2) {
        found.add(contract + " is run by " + names + ", expected at least two");
      }
    }
    return found;
  }

  /** A class of the tests: its parents, and what it is made of. */
  private record TestClass(
      String name, boolean isAbstract, Set<String> parents, Set<String> named) {

    boolean is(String type, Map<String, TestClass> classes) {
      return parents.contains(type)
          || parents.stream()
              .anyMatch(
                  parent -> classes.containsKey(parent) && classes.get(parent).is(type, classes));
    }

    Set<String> allNamed(Map<String, TestClass> classes) {
      Set<String> all = new HashSet<>(named);
      parents.stream()
          .filter(classes::containsKey)
          .forEach(parent -> all.addAll(classes.get(parent).allNamed(classes)));
      return all;
    }
  }

  /** Collects the classes of one file, nested ones included. */
  private static final class Scanner extends TreePathScanner<Void, Path> {
    private final Map<String, TestClass> classes;
    private Set<String> named = new HashSet<>();

    Scanner(Map<String, TestClass> classes) {
      this.classes = classes;
    }

    @Override
    public Void visitClass(ClassTree type, Path file) {
      Set<String> outer = named;
      named = new HashSet<>();
      scan(type.getMembers(), file);
      Set<String> parents = new HashSet<>();
      type.getImplementsClause().forEach(parent -> parents.add(simpleName(parent)));
      if (type.getExtendsClause() != null) {
        parents.add(simpleName(type.getExtendsClause()));
      }
      boolean isAbstract =
          type.getKind() == Tree.Kind.INTERFACE
              || type.getModifiers().getFlags().contains(Modifier.ABSTRACT);
      String name = type.getSimpleName().toString();
      classes.put(name, new TestClass(name, isAbstract, parents, named));
      named = outer;
      return null;
    }

    @Override
    public Void visitIdentifier(IdentifierTree name, Path file) {
      if (Character.isUpperCase(name.getName().charAt(0))) {
        named.add(name.getName().toString());
      }
      return super.visitIdentifier(name, file);
    }

    /**
     * A factory's name tells its runs apart: {@code Rig.inMemory} is not {@code Rig.overSocket}.
     */
    @Override
    public Void visitMemberSelect(MemberSelectTree select, Path file) {
      if (Character.isUpperCase(select.toString().charAt(0))) {
        named.add(select.toString());
      }
      return super.visitMemberSelect(select, file);
    }

    private static String simpleName(Tree type) {
      return type.toString().replaceFirst("<.*", "").replaceFirst(".*\\.", "");
    }
  }
}
