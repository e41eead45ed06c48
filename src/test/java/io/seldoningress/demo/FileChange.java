package io.seldoningress.demo;

import io.seldoningress.component.informer.ResourceKey;
import java.util.Optional;
import java.util.Set;

/**
 * A file of the examples that changed.
 *
 * @param file its name
 * @param what what happened to it
 * @param problem why it has no effect, or not all of it
 * @param deployments the SeldonDeployments in it
 */
record FileChange(String file, What what, Optional<String> problem, Set<ResourceKey> deployments) {

  FileChange {
    deployments = Set.copyOf(deployments);
  }

  /** What happens to files. */
  enum What {
    ADDED("added"),
    EDITED("edited"),
    DELETED("deleted");

    private final String word;

    What(String word) {
      this.word = word;
    }
  }

  /** One line for a person. */
  String line(String folder) {
    return folder + "/" + file + " " + what.word + problem.map(text -> ", but " + text).orElse("");
  }
}
