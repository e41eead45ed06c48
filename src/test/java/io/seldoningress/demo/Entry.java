package io.seldoningress.demo;

import io.seldoningress.component.informer.ResourceKey;
import java.util.List;
import java.util.Optional;

/**
 * What the table says of one SeldonDeployment.
 *
 * @param key which one
 * @param routes its routes, as they are on the server
 * @param problems why it is not routed as it says, or not reached; empty where it is
 * @param unreached whether its routes are as it says all the same, and clients don't reach them
 * @param url where clients reach it over HTTPS; empty where nothing says so
 * @param access who may call; empty where all may
 */
record Entry(
    ResourceKey key,
    List<Route> routes,
    List<String> problems,
    boolean unreached,
    Optional<String> url,
    Optional<String> access) {

  /** One that says nothing of HTTPS. */
  Entry(ResourceKey key, List<Route> routes, List<String> problems) {
    this(key, routes, problems, false, Optional.empty(), Optional.empty());
  }

  /** The same with another URL. */
  Entry at(Optional<String> other) {
    return new Entry(key, routes, problems, unreached, other, access);
  }

  /** The same with another say in who may call. */
  Entry calledBy(Optional<String> other) {
    return new Entry(key, routes, problems, unreached, url, other);
  }

  Entry {
    routes = List.copyOf(routes);
    problems = List.copyOf(problems);
  }

  /**
   * Requests that are treated alike.
   *
   * @param requests which ones, such as {@code /seldon/models/simple/ and gRPC}
   * @param notes what else holds for them: hosts, gateways, retries, TLS
   * @param shares who gets them
   */
  record Route(List<String> requests, List<String> notes, List<Share> shares) {

    Route {
      requests = List.copyOf(requests);
      notes = List.copyOf(notes);
      shares = List.copyOf(shares);
    }
  }

  /**
   * Who gets how much.
   *
   * @param amount {@code 75 %} or {@code mirror 10 %}
   * @param to the predictor
   * @param at its Service and ports
   */
  record Share(String amount, String to, String at) {}
}
