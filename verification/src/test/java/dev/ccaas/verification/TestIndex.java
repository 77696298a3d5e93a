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
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

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
    return ofTexts(
        Stream.of(Repository.testSources(), Repository.files(contracts, ".java"))
            .flatMap(List::stream)
            .map(Repository::read)
            .toList());
  }

  /** Returns the index of these source texts. */
  static TestIndex ofTexts(Collection<String> texts) {
    TestIndex index = new TestIndex();
    List<JavaFileObject> sources = new ArrayList<>();
    texts.forEach(text -> sources.add(source("Source" + sources.size(), text)));
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, diagnostic -> {}, null, null, sources);
    try {
      task.parse().forEach(index::scan);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return index;
  }

  /** Returns the tags of a test method, {@code class#method}, or null if there is no such test. */
  Set<String> tags(String test) {
    return tagsByTest.get(test);
  }

  /** Returns every test method and every tagged class with its tags. */
  Map<String, Set<String>> all() {
    return tagsByTest;
  }

  private void scan(CompilationUnitTree unit) {
    new Scanner(String.valueOf(unit.getPackageName())).scan(unit.getTypeDecls(), null);
  }

  private static JavaFileObject source(String name, String text) {
    return new SimpleJavaFileObject(
        URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  private final class Scanner extends TreeScanner<Void, Void> {
    private String owner;

    Scanner(String packageName) {
      this.owner = packageName + ".";
    }

    @Override
    public Void visitClass(ClassTree type, Void unused) {
      String outer = owner;
      owner = outer + type.getSimpleName();
      Set<String> tags = annotations(type.getModifiers()).tags;
      if (!tags.isEmpty()) {
        tagsByTest.put(owner, tags);
      }
      owner += "$";
      super.visitClass(type, null);
      owner = outer;
      return null;
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
      Annotations found = annotations(method.getModifiers());
      if (found.isTest || !found.tags.isEmpty()) {
        String name = owner.substring(0, owner.length() - 1) + "#" + method.getName();
        tagsByTest.put(found.isTest ? name : name + " (no test)", found.tags);
      }
      return super.visitMethod(method, null);
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
