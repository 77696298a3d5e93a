// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every block marked "java" in the README compiles against the modules of this build. */
class ReadmeTest {
  private static final Pattern BLOCK = Pattern.compile("(?s)```java\\R(.*?)```");
  private static final Pattern TYPE =
      Pattern.compile("(?m)^(public |final |abstract )*(class|interface|enum|record) (\\w+)");

  @TempDir private Path output;

  @Test
  void blocksCompile() {
    String readme = Repository.read(Repository.root().resolve("README.md"));

    assertThat(BLOCK.matcher(readme).results()).isNotEmpty();
    assertThat(violations(readme)).isEmpty();
  }

  @Test
  void acceptsStatementsWithImportsAndWholeClass() {
    String markdown =
        """
        ```java
        import dev.ccaas.core.Secret;

        Secret secret = Secret.of("s3cret");
        ```
        ```java
        public final class Whole {}
        ```
        ```
        not Java
        ```
        """;

    assertThat(violations(markdown)).isEmpty();
  }

  @Test
  void reportsBlockAndMistake() {
    assertThat(violations("```java\nint fine = 1;\n```\n```java\nAbsent x = null;\n```\n"))
        .singleElement()
        .asString()
        .startsWith("block 2:")
        .contains("Absent");
  }

  private List<String> violations(String markdown) {
    List<String> found = new ArrayList<>();
    Matcher block = BLOCK.matcher(markdown);
    for (int number = 1; block.find(); number++) {
      for (Diagnostic<?> mistake : compile(source(number, block.group(1)))) {
        found.add("block " + number + ": " + mistake);
      }
    }
    return found;
  }

  private List<Diagnostic<? extends JavaFileObject>> compile(JavaFileObject source) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> mistakes = new DiagnosticCollector<>();
    List<String> options =
        List.of(
            "-classpath",
            System.getProperty("java.class.path"),
            "-d",
            output.toString(),
            "-proc:none");
    compiler.getTask(null, null, mistakes, options, null, List.of(source)).call();
    return mistakes.getDiagnostics();
  }

  /** Statements go into a method of a class of their own, their imports before it. */
  private static JavaFileObject source(int number, String block) {
    Matcher type = TYPE.matcher(block);
    if (type.find()) {
      return source(type.group(3), block);
    }
    String name = "ReadmeBlock" + number;
    String imports = lines(block, true);
    String body = lines(block, false);
    return source(
        name,
        imports + "final class " + name + " { void run() throws Exception {\n" + body + "\n} }");
  }

  private static String lines(String block, boolean imports) {
    return block
        .lines()
        .filter(line -> line.startsWith("import ") == imports)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static JavaFileObject source(String name, String code) {
    URI uri = URI.create("string:///" + name + ".java");
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return code;
      }
    };
  }
}
