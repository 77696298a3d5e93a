// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Java sources as syntax trees; names are not resolved. */
final class SourceTrees {
  private SourceTrees() {}

  /** Lets a new scanner visit each of the files. */
  static void scan(List<Path> files, Function<DocTrees, TreePathScanner<?, Path>> scanner) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
      DocTrees docs = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        scanner.apply(docs).scan(unit, Path.of(unit.getSourceFile().toUri()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
