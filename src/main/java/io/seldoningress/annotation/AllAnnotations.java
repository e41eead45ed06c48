package io.seldoningress.annotation;

import io.seldoningress.seldon.Annotations;
import io.seldoningress.text.ClosestName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every annotation there is, in groups. A new one is a constant in its group's class, an entry in
 * the list there, and a row in {@code docs/annotations.md}; a test holds the three equal.
 */
public final class AllAnnotations {

  /** What Istio's annotations begin with, those of Seldon too. */
  private static final String ISTIO = Annotations.PREFIX + "istio-";

  /**
   * Annotations that belong together.
   *
   * @param title the heading in the reference
   * @param annotations in the order of the reference
   */
  public record Group(String title, List<Annotation<?>> annotations) {}

  public static final List<Group> GROUPS =
      List.of(
          new Group("Hosts, gateways and paths", HostAnnotations.LIST),
          new Group("Who goes where", MatchAnnotations.LIST),
          new Group("Timeouts and retries", RouteAnnotations.LIST),
          new Group("Calls from browsers (CORS)", CorsAnnotations.LIST),
          new Group("Headers", HeaderAnnotations.LIST),
          new Group("Faults", FaultAnnotations.LIST),
          new Group("Connections to predictors", TrafficPolicyAnnotations.LIST),
          new Group("Services of predictors", ServiceAnnotations.LIST),
          new Group("Generated objects", ObjectAnnotations.LIST),
          new Group("Access", AccessAnnotations.LIST));

  /** All of them. */
  public static final List<Annotation<?>> LIST =
      GROUPS.stream()
          .flatMap(group -> group.annotations().stream())
          .collect(Collectors.toUnmodifiableList());

  private static final Map<String, Annotation<?>> BY_NAME =
      LIST.stream().collect(Collectors.toUnmodifiableMap(Annotation::name, Function.identity()));

  private AllAnnotations() {}

  /** Whether a name is meant to be one of these, and is none. */
  public static boolean isUnknown(String name) {
    return name.startsWith(ISTIO) && !BY_NAME.containsKey(name);
  }

  /** The annotation that somebody meant who wrote a name that is none. */
  public static Optional<String> meant(String unknown) {
    return ClosestName.among(BY_NAME.keySet(), unknown);
  }
}
