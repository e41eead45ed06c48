package io.seldoningress.reconcile;

import io.seldoningress.checks.UnknownAnnotations;
import io.seldoningress.component.apply.ObjectCondition;
import io.seldoningress.istio.ClientUrls;
import io.seldoningress.istio.Readiness;
import io.seldoningress.istio.RoutingSettings;
import io.seldoningress.istio.ShiftedShares;
import io.seldoningress.seldon.IngressReady;
import io.seldoningress.seldon.SeldonDeployment;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether a SeldonDeployment is routed as it says: what its condition {@value IngressReady#TYPE}
 * tells.
 *
 * @param routed whether it is
 * @param reason why, in one word
 * @param message where clients reach it, or why not
 */
record Verdict(boolean routed, String reason, String message) {

  /** The reason where all is well. */
  static final String ROUTED = "Routed";

  /** Room for some dozens of findings; a status is sent with every change of its object. */
  private static final int LONGEST_MESSAGE = 4096;

  private static final String CUT = "...";

  Verdict {
    message = cut(message);
  }

  /**
   * Its routes are written. Where shares are not as it says, and where it has what nobody reads,
   * which is no reason not to route, that is told as well.
   */
  static Verdict routed(
      SeldonDeployment deployment, RoutingSettings settings, Readiness readiness) {
    return new Verdict(
        true,
        ROUTED,
        ClientUrls.describe(deployment, settings)
            + told(ShiftedShares.in(deployment, readiness))
            + told(UnknownAnnotations.in(deployment)));
  }

  private static String told(List<String> lines) {
    return lines.stream().map(line -> "; " + line).collect(Collectors.joining());
  }

  /** They are not, and the last good ones stay. */
  static Verdict notRouted(DeadLetter letter) {
    return new Verdict(false, letter.reason().eventReason(), letter.message());
  }

  /** Whether a condition tells just this. */
  boolean isIn(IngressReady condition) {
    return condition.status().equals(status())
        && condition.reason().equals(reason)
        && condition.message().equals(message);
  }

  /**
   * The condition that tells this.
   *
   * @param before the one that is there: where the status stays, the time of its transition does
   * @param now the time of a transition
   */
  ObjectCondition condition(Optional<IngressReady> before, Instant now) {
    String transition =
        before
            .filter(condition -> condition.status().equals(status()))
            .map(IngressReady::lastTransitionTime)
            .filter(time -> !time.isEmpty())
            .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
    return new ObjectCondition(IngressReady.TYPE, status(), reason, message, transition);
  }

  private String status() {
    return routed ? "True" : "False";
  }

  /** Never between the two halves of a character, which would not come back as it was sent. */
  private static String cut(String message) {
    if (message.length() <= LONGEST_MESSAGE) {
      return message;
    }
    int end = LONGEST_MESSAGE - CUT.length();
    return message.substring(0, Character.isHighSurrogate(message.charAt(end - 1)) ? end - 1 : end)
        + CUT;
  }
}
