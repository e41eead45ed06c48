package io.seldoningress.annotation;

import io.seldoningress.seldon.Annotations;
import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import java.util.Optional;
import java.util.Set;

/**
 * One annotation.
 *
 * @param <T> the type of its values
 * @param name the whole name
 * @param places where it may stand
 * @param form how its value is written
 * @param note what the reference says of it
 * @param tolerant whether the Seldon operator knows it too, so that it does no harm where it means
 *     nothing
 */
public record Annotation<T>(
    String name, Set<Place> places, Form<T> form, Note note, boolean tolerant) {

  public Annotation {
    places = Set.copyOf(places);
  }

  /** One on a SeldonDeployment. */
  static <T> Annotation<T> onDeployment(String name, Form<T> form, Note note) {
    return on(Set.of(Place.DEPLOYMENT), name, form, note);
  }

  /** One on a predictor. */
  static <T> Annotation<T> onPredictor(String name, Form<T> form, Note note) {
    return on(Set.of(Place.PREDICTOR), name, form, note);
  }

  /** One on a SeldonDeployment, for all of its predictors, or on a predictor, which goes first. */
  static <T> Annotation<T> onBoth(String name, Form<T> form, Note note) {
    return on(Set.of(Place.DEPLOYMENT, Place.PREDICTOR), name, form, note);
  }

  private static <T> Annotation<T> on(Set<Place> places, String name, Form<T> form, Note note) {
    return new Annotation<>(Annotations.PREFIX + name, places, form, note, false);
  }

  /** The same, known to the Seldon operator too. */
  Annotation<T> ofSeldon() {
    return new Annotation<>(name, places, form, note, true);
  }

  /** Its value on a SeldonDeployment; empty where it is not there, or not as it may be. */
  public Optional<T> of(SeldonDeployment deployment) {
    return written(deployment).flatMap(text -> form.read(text).value());
  }

  /** Its value on a predictor; empty where it is not there, or not as it may be. */
  public Optional<T> of(Predictor predictor) {
    return written(predictor).flatMap(text -> form.read(text).value());
  }

  /** Its value for a predictor: its own, otherwise that of its SeldonDeployment. */
  public Optional<T> of(SeldonDeployment deployment, Predictor predictor) {
    return written(predictor).isPresent() ? of(predictor) : of(deployment);
  }

  /** Its text on a SeldonDeployment. */
  public Optional<String> written(SeldonDeployment deployment) {
    return deployment.annotation(name);
  }

  /** Its text on a predictor. */
  public Optional<String> written(Predictor predictor) {
    return Optional.ofNullable(predictor.annotations().get(name));
  }

  /** Its path on a SeldonDeployment. */
  public String path(SeldonDeployment deployment) {
    return deployment.annotationPath(name);
  }

  /** Its path on a predictor. */
  public String path(Predictor predictor) {
    return predictor.path(Annotations.path(name));
  }
}
