// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The JUnit tests that sources declare, with their tags, read from syntax trees. */
final class TestIndex {
  private static final Set<String> TEST_ANNOTATIONS =
      Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory");

  private final Map<String, Set<String>> tagsByTest = new TreeMap<>();

  private TestIndex() {}

  /**
   * Returns the index of all test sources and of the contracts that {@code ccaas-testing} ships.
   */
  static TestIndex ofRepository() {
    Path contracts = Repository.root().resolve("ccaas-testing/src/main/java");
    return of(
        Stream.of(Repository.testSources(), Repository.files(contracts, ".java"))
            .flatMap(List::stream)
            .toList());
  }

  /** Returns the index of these sources. */
  static TestIndex of(List<Path> files) {
    TestIndex index = new TestIndex();
    SourceTrees.scan(files, docs -> index.new Scanner());
    return index;
  }

  /** Returns the tags of a test method, {@code class#method}, or null if there is no such test. */
  Set<String> tags(String test) {
    return tagsByTest.get(test);
  }

  /** Returns every test, and everything else that is tagged, with its tags. */
  Map<String, Set<String>> all() {
    return tagsByTest;
  }

  private final class Scanner extends TreePathScanner<Void, Path> {
    private String owner = "";

    @Override
    public Void visitCompilationUnit(CompilationUnitTree unit, Path file) {
      owner = unit.getPackageName() + ".";
      return super.visitCompilationUnit(unit, file);
    }

    @Override
    public Void visitClass(ClassTree type, Path file) {
      String outer = owner;
      owner = outer + type.getSimpleName();
      Set<String> tags = annotations(type.getModifiers()).tags;
      if (!tags.isEmpty()) {
        tagsByTest.put(owner + " (no test)", tags);
      }
      owner += "$";
      super.visitClass(type, file);
      owner = outer;
      return null;
    }

    @Override
    public Void visitMethod(MethodTree method, Path file) {
      Annotations found = annotations(method.getModifiers());
      if (found.isTest || !found.tags.isEmpty()) {
        String name = owner.substring(0, owner.length() - 1) + "#" + method.getName();
        tagsByTest.put(found.isTest ? name : name + " (no test)", found.tags);
      }
      return super.visitMethod(method, file);
    }
  }

  private static Annotations annotations(ModifiersTree modifiers) {
    Annotations found = new Annotations();
    found.scan(modifiers, null);
    return found;
  }

  private static final class Annotations extends TreeScanner<Void, Void> {
    private final Set<String> tags = new TreeSet<>();
    private boolean isTest;

    @Override
    public Void visitAnnotation(AnnotationTree annotation, Void unused) {
      String name = annotation.getAnnotationType().toString().replaceFirst(".*\\.", "");
      isTest |= TEST_ANNOTATIONS.contains(name);
      if (name.equals("Tag") && value(annotation) instanceof LiteralTree literal) {
        tags.add(String.valueOf(literal.getValue()));
      }
      return super.visitAnnotation(annotation, null);
    }

    private static ExpressionTree value(AnnotationTree annotation) {
      ExpressionTree argument = annotation.getArguments().get(0);
      return argument instanceof AssignmentTree named ? named.getExpression() : argument;
    }
  }
}
