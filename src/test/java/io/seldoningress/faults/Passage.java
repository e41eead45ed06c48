package io.seldoningress.faults;

import java.util.Set;

/** A request that came to a {@link FaultProxy}, and what became of it. Safe for threads. */
final class Passage {

  private static final Set<String> WRITING = Set.of("POST", "PUT", "PATCH", "DELETE");

  private final String method;
  private final String path;
  private final String query;
  private final long arrived = System.nanoTime();
  private volatile Fate fate = Fate.PASS;
  private volatile long ended;
  private volatile int status;

  Passage(String method, String path, String query) {
    this.method = method;
    this.path = path;
    this.query = query == null ? "" : query;
  }

  String path() {
    return path;
  }

  Fate fate() {
    return fate;
  }

  /** When it came, as {@link System#nanoTime}. */
  long arrived() {
    return arrived;
  }

  /** When the last that the API server did for it was known; 0 before. */
  long ended() {
    return ended;
  }

  /** The status of the answer that came of it, from whomever; 0 for none. */
  int status() {
    return status;
  }

  boolean isWatch() {
    return query.contains("watch=true");
  }

  boolean isWrite() {
    return WRITING.contains(method);
  }

  /** Whether it is a write of a VirtualService or DestinationRule. */
  boolean isWriteOfRoutes() {
    return isWrite() && path.startsWith("/apis/networking.istio.io/");
  }

  /** Whether it is about a resource, by its plural. */
  boolean isOf(String plural) {
    return path.contains("/" + plural + "/") || path.endsWith("/" + plural);
  }

  void meets(Fate chosen) {
    fate = chosen;
  }

  void end(int code) {
    status = code;
    ended = System.nanoTime();
  }

  @Override
  public String toString() {
    return method + " " + path + " " + fate.kind() + " " + status;
  }
}
