package io.seldoningress.reconcile;

/** Which Services have somebody who takes requests. */
public interface Endpoints {

  /** Nothing is known of any Service. */
  Endpoints UNKNOWN =
      new Endpoints() {
        @Override
        public boolean areKnown() {
          return false;
        }

        @Override
        public boolean hasReady(String namespace, String service) {
          return false;
        }
      };

  /** Whether a Service without a ready endpoint is one that nobody answers for. */
  boolean areKnown();

  /** Whether a ready endpoint of a Service is known. */
  boolean hasReady(String namespace, String service);
}
