package io.seldoningress.annotation;

/** Where an annotation may stand. */
public enum Place {
  /** {@code spec.annotations} or {@code metadata.annotations} of the SeldonDeployment. */
  DEPLOYMENT("SeldonDeployment"),
  /** {@code spec.predictors[].annotations}. */
  PREDICTOR("predictor");

  private final String shown;

  Place(String shown) {
    this.shown = shown;
  }

  @Override
  public String toString() {
    return shown;
  }
}
