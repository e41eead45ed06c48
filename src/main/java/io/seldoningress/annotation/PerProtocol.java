package io.seldoningress.annotation;

import java.util.List;

/**
 * An annotation for requests of both protocols, and two others for those of one, which go first.
 *
 * @param both for HTTP and gRPC
 * @param http for HTTP
 * @param grpc for gRPC
 * @param <T> the type of their values
 */
public record PerProtocol<T>(Annotation<T> both, Annotation<T> http, Annotation<T> grpc) {

  /**
   * Those of a SeldonDeployment.
   *
   * @param both the one for both; the names of the others are made of its name
   */
  static <T> PerProtocol<T> of(Annotation<T> both) {
    return new PerProtocol<>(both, one(both, "http", "HTTP"), one(both, "grpc", "gRPC"));
  }

  /** All three. */
  public List<Annotation<T>> all() {
    return List.of(both, http, grpc);
  }

  private static <T> Annotation<T> one(Annotation<T> both, String suffix, String protocol) {
    Note note =
        new Note(
            both.note().goesTo() + " of the " + protocol + " routes",
            "what " + both.name() + " says",
            both.note().example(),
            "The same for " + protocol + " alone.");
    // Of these Seldon knows none.
    return new Annotation<>(both.name() + "-" + suffix, both.places(), both.form(), note, false);
  }
}
