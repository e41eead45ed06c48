package io.seldoningress.seldon;

/**
 * The condition of a SeldonDeployment that says whether its routes are as it says. A text that is
 * missing is empty.
 *
 * @param status {@code True} or {@code False}
 * @param reason why, in one word
 * @param message for people
 * @param lastTransitionTime when the status became what it is (RFC 3339)
 */
public record IngressReady(
    String status, String reason, String message, String lastTransitionTime) {

  /** Its {@code type}. */
  public static final String TYPE = "IngressReady";
}
