// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A pom.xml as written, before Maven adds anything to it. */
final class Pom {
  /** A dependency as written; scope is "compile" when the pom says none. */
  record Dependency(String groupId, String artifactId, String scope) {}

  private final Document document;

  private Pom(Document document) {
    this.document = document;
  }

  static Pom of(Path module) {
    return parse(Repository.read(module.resolve("pom.xml")));
  }

  static Pom parse(String xml) {
    try {
      return new Pom(
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(xml))));
    } catch (Exception e) {
      throw new IllegalArgumentException("not a pom: " + xml, e);
    }
  }

  String artifactId() {
    return text("/project/artifactId");
  }

  boolean hasParent() {
    return !nodes("/project/parent").isEmpty();
  }

  /** Publishing is opt-in: a module is published if its pom says so. */
  boolean isPublished() {
    return text("/project/properties/maven.deploy.skip").equals("false");
  }

  List<Dependency> dependencies() {
    return dependencies("/project/dependencies/dependency");
  }

  List<Dependency> managedDependencies() {
    return dependencies("/project/dependencyManagement/dependencies/dependency");
  }

  private List<Dependency> dependencies(String path) {
    return nodes(path).stream()
        .map(
            node -> {
              String scope = child(node, "scope");
              return new Dependency(
                  child(node, "groupId"),
                  child(node, "artifactId"),
                  scope.isEmpty() ? "compile" : scope);
            })
        .toList();
  }

  private String text(String path) {
    return nodes(path).stream().map(Node::getTextContent).findFirst().orElse("");
  }

  private static String child(Node node, String name) {
    NodeList children = node.getChildNodes();
    return IntStream.range(0, children.getLength())
        .mapToObj(children::item)
        .filter(child -> child.getNodeName().equals(name))
        .map(child -> child.getTextContent().strip())
        .findFirst()
        .orElse("");
  }

  private List<Node> nodes(String path) {
    try {
      NodeList found =
          (NodeList)
              XPathFactory.newInstance()
                  .newXPath()
                  .evaluate(path, document, XPathConstants.NODESET);
      return IntStream.range(0, found.getLength()).mapToObj(found::item).toList();
    } catch (Exception e) {
      throw new IllegalArgumentException("not an XPath: " + path, e);
    }
  }
}
