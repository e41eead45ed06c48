package io.seldoningress.demo;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.seldoningress.component.informer.ResourceKey;
import io.seldoningress.demo.FileChange.What;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Keeps the SeldonDeployments of the server equal to those of the files. A file that can't be used
 * leaves what it stood for as it is.
 */
final class ExampleSync {

  private final Examples examples;
  private final DeploymentWriter writer;
  private final Map<String, List<GenericKubernetesResource>> byFile = new HashMap<>();
  private NavigableMap<String, String> texts = new TreeMap<>();

  ExampleSync(Examples examples, DeploymentWriter writer) {
    this.examples = examples;
    this.writer = writer;
  }

  /**
   * Brings the server in step with the files.
   *
   * @param now the texts of all files by their names
   * @return what changed since the last call, by the names of the files
   */
  synchronized List<FileChange> update(NavigableMap<String, String> now) {
    NavigableMap<String, String> before = texts;
    texts = new TreeMap<>(now);
    NavigableSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(now.keySet());
    names.removeIf(name -> before.getOrDefault(name, "").equals(now.getOrDefault(name, "")));
    List<FileChange> changes = new ArrayList<>();
    // Deletions first: what one file gave up another one may have now.
    names.stream()
        .filter(name -> !now.containsKey(name))
        .forEach(name -> changes.add(forget(name)));
    names.stream()
        .filter(now::containsKey)
        .forEach(name -> changes.add(use(name, now.get(name), before.containsKey(name))));
    writer.deleteOthers(wanted());
    return List.copyOf(changes);
  }

  private FileChange forget(String file) {
    Set<ResourceKey> gone = keys(byFile.getOrDefault(file, List.of()));
    byFile.remove(file);
    return new FileChange(file, What.DELETED, Optional.empty(), gone);
  }

  private FileChange use(String file, String text, boolean known) {
    Optional<String> problem = Optional.empty();
    Set<ResourceKey> touched = new HashSet<>(keys(byFile.getOrDefault(file, List.of())));
    try {
      List<GenericKubernetesResource> deployments = examples.parse(text);
      requireUnclaimed(file, deployments);
      byFile.put(file, deployments);
      touched.addAll(keys(deployments));
      for (GenericKubernetesResource deployment : deployments) {
        writer.apply(deployment);
      }
    } catch (ExampleException e) {
      problem = Optional.of(e.getMessage());
    } catch (KubernetesClientException e) {
      problem = Optional.of("the API server refuses it: " + Examples.oneLine(e.getMessage()));
    }
    return new FileChange(file, known ? What.EDITED : What.ADDED, problem, touched);
  }

  private void requireUnclaimed(String file, List<GenericKubernetesResource> deployments)
      throws ExampleException {
    Set<ResourceKey> keys = keys(deployments);
    if (keys.size() < deployments.size()) {
      throw new ExampleException("it has two SeldonDeployments of one name");
    }
    for (Map.Entry<String, List<GenericKubernetesResource>> other : byFile.entrySet()) {
      for (ResourceKey key : keys(other.getValue())) {
        if (!other.getKey().equals(file) && keys.contains(key)) {
          throw new ExampleException("SeldonDeployment " + key + " is in " + other.getKey());
        }
      }
    }
  }

  /** The SeldonDeployments of all files. */
  private Set<ResourceKey> wanted() {
    return byFile.values().stream()
        .flatMap(deployments -> keys(deployments).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<ResourceKey> keys(List<GenericKubernetesResource> deployments) {
    return deployments.stream().map(ResourceKey::of).collect(Collectors.toUnmodifiableSet());
  }
}
