package io.seldoningress.reload;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/**
 * The state of the folder that the context runs, and how it is replaced by another one: wholly, or
 * not at all. Not for several threads.
 */
final class CurrentRoutes {
  private final CamelContext context;
  private final RunningRoutes running;
  private RouteFiles files = RouteFiles.NONE;
  private boolean complete = true;

  CurrentRoutes(CamelContext context) {
    this.context = context;
    this.running = new RunningRoutes(context);
  }

  RouteFiles files() {
    return files;
  }

  /** Tells whether all routes of {@link #files()} are there; only a failed way back loses some. */
  boolean isComplete() {
    return complete;
  }

  /**
   * Puts another state in the place of the current one.
   *
   * @return the names of the files whose routes were replaced, added or removed
   * @throws InvalidRoutesException if the new state can't run; then the current one goes on
   */
  Set<String> replaceBy(RouteFiles wanted) {
    check(wanted);
    Set<String> affected = affectedBy(wanted);
    try {
      swap(affected, wanted);
    } catch (InvalidRoutesException e) {
      goBack(affected, e);
      throw e;
    }
    files = wanted;
    return affected;
  }

  /**
   * Loads all of the current state anew.
   *
   * @throws InvalidRoutesException if that fails, and some of its routes are missing still
   */
  void restore() {
    swap(files.names(), files);
    complete = true;
  }

  /** What was sound in the scratch context may fail to start, for example at a port in use. */
  private void goBack(Set<String> affected, InvalidRoutesException reason) {
    try {
      swap(affected, files);
    } catch (InvalidRoutesException e) {
      complete = false;
      reason.addSuppressed(e);
    }
  }

  private void check(RouteFiles wanted) {
    List<String> problems = new ArrayList<>();
    for (RouteFile file : wanted.all()) {
      file.syntaxProblem().ifPresent(problems::add);
    }
    if (problems.isEmpty() && wanted.all().stream().allMatch(RouteFile::isEmpty)) {
      problems.add("there are no routes in files named *.yaml");
    }
    if (!problems.isEmpty()) {
      throw new InvalidRoutesException(problems);
    }
    new ScratchContext(context, running.beans()).build(wanted);
  }

  /** The changed files, or all where one of them has, or had, what other files can use. */
  private Set<String> affectedBy(RouteFiles wanted) {
    Set<String> changed = files.changesTo(wanted);
    boolean local =
        changed.stream().flatMap(name -> both(name, wanted)).allMatch(RouteFile::isLocal);
    if (!local) {
      changed.addAll(files.names());
      changed.addAll(wanted.names());
    }
    return changed;
  }

  private Stream<RouteFile> both(String name, RouteFiles wanted) {
    return Stream.of(files.byName().get(name), wanted.byName().get(name)).filter(Objects::nonNull);
  }

  private void swap(Set<String> affected, RouteFiles wanted) {
    if (affected.containsAll(files.names())) {
      running.removeAll();
    } else {
      running.remove(affected);
    }
    Collection<RouteFile> added =
        wanted.all().stream().filter(file -> affected.contains(file.name())).toList();
    running.add(added);
  }
}
