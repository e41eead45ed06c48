package io.seldoningress.seldon;

import io.seldoningress.seldon.Fields.Element;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Reads the nodes of an inference graph. */
final class GraphReader {

  /**
   * The implementations that run inside the service orchestrator or in a container of the user's.
   */
  private static final Set<String> NOT_PREPACKAGED =
      Set.of(
          "",
          "UNKNOWN_IMPLEMENTATION",
          "SIMPLE_MODEL",
          "SIMPLE_ROUTER",
          "RANDOM_ABTEST",
          "AVERAGE_COMBINER");

  private GraphReader() {}

  /** Each node before its children; without recursion, as nobody limits how deep a graph is. */
  static List<GraphNode> read(Fields root) {
    List<GraphNode> nodes = new ArrayList<>();
    Deque<Fields> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Fields node = open.pop();
      nodes.add(node(node));
      List<Element> children = node.objects("children");
      for (int last = children.size() - 1; last >= 0; last--) {
        open.push(children.get(last).fields());
      }
    }
    return nodes;
  }

  private static GraphNode node(Fields node) {
    boolean prepackaged = !NOT_PREPACKAGED.contains(node.text("implementation"));
    return new GraphNode(node.text("name"), prepackaged);
  }
}
