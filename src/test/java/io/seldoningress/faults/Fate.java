package io.seldoningress.faults;

/**
 * What becomes of a request in a {@link FaultProxy}.
 *
 * @param kind what happens
 * @param status the status of an answer that the proxy gives itself
 * @param retryAfter the seconds of its header Retry-After; 0 for none
 */
record Fate(Kind kind, int status, int retryAfter) {

  enum Kind {
    /** It is answered by the API server. */
    PASS,
    /** The connection ends before the API server hears of it. */
    LOSE_REQUEST,
    /** The connections end when the API server has the first half of its body. */
    HALF_REQUEST,
    /** The API server does as it says, and the connection ends before the answer. */
    LOSE_ANSWER,
    /** The same, with the first half of the answer's body. */
    HALF_ANSWER,
    /** Nothing happens, and nobody is told. */
    SILENCE,
    /** The proxy answers, and the API server does not hear of it. */
    ANSWER
  }

  static final Fate PASS = new Fate(Kind.PASS, 0, 0);
  static final Fate LOSE_REQUEST = new Fate(Kind.LOSE_REQUEST, 0, 0);
  static final Fate HALF_REQUEST = new Fate(Kind.HALF_REQUEST, 0, 0);
  static final Fate LOSE_ANSWER = new Fate(Kind.LOSE_ANSWER, 0, 0);
  static final Fate HALF_ANSWER = new Fate(Kind.HALF_ANSWER, 0, 0);
  static final Fate SILENCE = new Fate(Kind.SILENCE, 0, 0);

  /** An error as kube-apiserver tells it. */
  static Fate error(int status) {
    return new Fate(Kind.ANSWER, status, 0);
  }

  /** 429 as kube-apiserver answers it when it has too much to do. */
  static Fate tooManyRequests(int retryAfter) {
    return new Fate(Kind.ANSWER, 429, retryAfter);
  }
}
