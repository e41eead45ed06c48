package io.seldoningress.reconcile;

import io.seldoningress.text.Excerpt;

/**
 * One thing that keeps a SeldonDeployment from being routed.
 *
 * @param reason which sort
 * @param message what it is and what to do, in one line
 */
public record Refusal(Reason reason, String message) {

  public Refusal {
    // API servers and exceptions repeat what a tenant wrote, the names of owners for example.
    message = Excerpt.printable(message);
  }
}
