package io.seldoningress.checks;

import io.seldoningress.annotation.AllAnnotations;
import io.seldoningress.seldon.Annotations;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.text.Excerpt;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Annotations that begin as ours do and are none: most likely mistyped. */
public final class UnknownAnnotations {

  /** More than anybody mistypes; a tenant may write thousands. */
  private static final int MAX = 10;

  private UnknownAnnotations() {}

  /** A line on each, in the order of their paths; empty for nearly every SeldonDeployment. */
  public static List<String> in(SeldonDeployment deployment) {
    Stream<String> ofDeployment =
        Stream.of(
                names("spec", deployment.getSpec().annotations()),
                names("metadata", deployment.metadataAnnotations()))
            .flatMap(found -> found);
    Stream<String> ofPredictors =
        deployment.predictors().stream()
            .flatMap(predictor -> names(predictor.path(), predictor.annotations()));
    return Stream.concat(ofDeployment, ofPredictors).limit(MAX).toList();
  }

  private static Stream<String> names(String place, Map<String, String> annotations) {
    return annotations.keySet().stream()
        .filter(AllAnnotations::isUnknown)
        .sorted()
        // Before they are looked at more closely: a stream that sorts goes on to its end.
        .limit(MAX)
        .map(
            name ->
                place + "." + Annotations.path(Excerpt.of(name)) + " is not known" + hint(name));
  }

  private static String hint(String name) {
    return AllAnnotations.meant(name).map(" (%s?)"::formatted).orElse("");
  }
}
