package io.seldoningress.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * The text of any SeldonDeployment. What it comes out at says which of two states is the newer one:
 * its retries, and the version of its subsets, are the number of its change.
 *
 * @param predictors the predictors without their traffic, the live ones first
 * @param live how many of them share the requests
 * @param hosts a comma list
 */
record AnySpec(List<String> predictors, int live, String hosts) {

  private static final List<String> NAMES =
      List.of("main", "canary", "blue", "green", "next", "trial");

  /** Any but broken ones. */
  static AnySpec any(Random random) {
    List<String> names = new ArrayList<>(NAMES);
    Collections.shuffle(names, random);
    int live = 1 + random.nextInt(3);
    int shadows = random.nextInt(4) == 0 ? 1 + random.nextInt(2) : 0;
    List<String> predictors = new ArrayList<>();
    for (int i = 0; i < live + shadows; i++) {
      String explainer = random.nextInt(6) == 0 ? ", explainer: {type: AnchorTabular}" : "";
      String shadow = i >= live ? ", shadow: true" : "";
      predictors.add("name: " + names.get(i) + shadow + explainer);
    }
    String hosts = random.nextInt(3) == 0 ? "a.example.com, b.example.com" : "*";
    return new AnySpec(predictors, live, hosts);
  }

  /** A SeldonDeployment that can be routed. */
  String sound(String namespace, String name, int number, Random random) {
    return text(namespace, name, number, hosts, shares(100, random));
  }

  /** One that is refused. */
  String broken(String namespace, String name, int number, Random random) {
    return random.nextBoolean()
        ? text(namespace, name, number, "models example.com", shares(100, random))
        : text(namespace, name, number, hosts, shares(70, random));
  }

  private String text(
      String namespace, String name, int number, String hosts, List<Integer> shares) {
    return """
        apiVersion: machinelearning.seldon.io/v1
        kind: SeldonDeployment
        metadata:
          name: "%s"
          namespace: "%s"
          annotations: {seldon.io/istio-retries: "%d", seldon.io/istio-host: "%s"}
        spec: {predictors: [%s]}
        """
        .formatted(name, namespace, number, hosts, predictors(number, shares));
  }

  private String predictors(int number, List<Integer> shares) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < predictors.size(); i++) {
      texts.add(
          "{%s, traffic: %d, labels: {version: r%d}, graph: {name: classifier}}"
              .formatted(predictors.get(i), shares.get(i), number));
    }
    return texts.stream().collect(Collectors.joining(", "));
  }

  private List<Integer> shares(int sum, Random random) {
    List<Integer> shares = new ArrayList<>();
    int left = sum;
    for (int i = 0; i < predictors.size(); i++) {
      boolean last = i == live - 1;
      int share = i >= live ? random.nextInt(100) : last ? left : random.nextInt(left + 1);
      shares.add(share);
      left -= i >= live ? 0 : share;
    }
    return shares;
  }
}
