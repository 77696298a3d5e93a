// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePathScanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** Every public or protected type, method and field of a published module has Javadoc. */
class JavadocTest {

  @Test
  void publishedModulesAreDocumented() {
    List<Path> sources = Repository.mainSources(Repository.publishedModules());

    assertThat(sources).isNotEmpty();
    assertThat(violations(sources)).isEmpty();
  }

  @Test
  void reportsMissingAndEmptyComments() {
    assertThat(violations(List.of(Repository.planted("java/Undocumented.java"))))
        .containsExactly(
            "Undocumented.java: CONSTANT",
            "Undocumented.java: emptyComment",
            "Undocumented.java: noComment",
            "Undocumented.java: <init>",
            "Undocumented.java: noComment");
  }

  static List<String> violations(List<Path> sources) {
    List<String> found = new ArrayList<>();
    SourceTrees.scan(sources, docs -> new Scanner(docs, found));
    return found;
  }

  /** Walks visible types and members only; never into a method body. */
  private static final class Scanner extends TreePathScanner<Void, Path> {
    private final DocTrees docs;
    private final List<String> found;

    Scanner(DocTrees docs, List<String> found) {
      this.docs = docs;
      this.found = found;
    }

    @Override
    public Void visitCompilationUnit(CompilationUnitTree unit, Path file) {
      return scan(unit.getTypeDecls(), file);
    }

    @Override
    public Void visitClass(ClassTree type, Path file) {
      if (!isVisible(type.getModifiers())) {
        return null;
      }
      check(type.getSimpleName().toString(), file);
      return scan(type.getMembers(), file);
    }

    @Override
    public Void visitMethod(MethodTree method, Path file) {
      boolean overrides =
          method.getModifiers().getAnnotations().stream()
              .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
      if (isVisible(method.getModifiers()) && !overrides) {
        check(method.getName().toString(), file);
      }
      return null;
    }

    @Override
    public Void visitVariable(VariableTree field, Path file) {
      if (isVisible(field.getModifiers())) {
        check(field.getName().toString(), file);
      }
      return null;
    }

    private boolean isVisible(ModifiersTree modifiers) {
      Set<Modifier> flags = modifiers.getFlags();
      Tree owner = getCurrentPath().getParentPath().getLeaf();
      boolean inInterface =
          owner.getKind() == Tree.Kind.INTERFACE || owner.getKind() == Tree.Kind.ANNOTATION_TYPE;
      return flags.contains(Modifier.PUBLIC)
          || flags.contains(Modifier.PROTECTED)
          || (inInterface && !flags.contains(Modifier.PRIVATE));
    }

    private void check(String name, Path file) {
      DocCommentTree comment = docs.getDocCommentTree(getCurrentPath());
      if (comment == null || comment.getFirstSentence().isEmpty()) {
        found.add(file.getFileName() + ": " + name);
      }
    }
  }
}
