package io.seldoningress.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.http.AsyncBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * The VirtualServices as an Istio control plane sees them: a watch that notes when each came with
 * which share.
 */
final class RouteWatch implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What was seen of a VirtualService last. */
  private record Seen(int share, long at) {}

  private final Map<String, Seen> seen = new HashMap<>();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final AsyncBody body;
  private long first;

  /** Watches from now on. */
  RouteWatch(RawApi api) {
    try {
      String all = "/apis/networking.istio.io/v1/virtualservices";
      String version =
          JSON.readTree(api.get(all + "?limit=1")).at("/metadata/resourceVersion").asText();
      body =
          api.watch(
              all + "?watch=true&timeoutSeconds=7200&resourceVersion=" + version, this::consume);
      body.consume();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Forgets all that was seen. */
  synchronized void reset() {
    seen.clear();
    first = 0;
  }

  /** When the first one came since {@link #reset}, by System.nanoTime. */
  synchronized long first() {
    return first;
  }

  /** Waits until a VirtualService has a share; returns when that came. */
  synchronized long await(Fleet.Member member, int share) {
    return await(List.of(member), share);
  }

  /** Waits until all have a share; returns when the last one came. */
  synchronized long await(Collection<Fleet.Member> members, int share) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long last = 0;
    try {
      for (Fleet.Member member : members) {
        while (shareOf(member) != share) {
          wait(left(deadline, member));
        }
        last = Math.max(last, seen.get(member.key()).at());
      }
      return last;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private int shareOf(Fleet.Member member) {
    Seen its = seen.get(member.key());
    return its == null ? -1 : its.share();
  }

  private static long left(long deadline, Fleet.Member member) {
    long millis = (deadline - System.nanoTime()) / 1_000_000;
    if (millis <= 0) {
      throw new IllegalStateException("not within " + PATIENCE + ": " + member);
    }
    return millis;
  }

  private void consume(List<ByteBuffer> parts, AsyncBody source) {
    long now = System.nanoTime();
    for (ByteBuffer part : parts) {
      while (part.hasRemaining()) {
        byte next = part.get();
        if (next == '\n') {
          read(line.toByteArray(), now);
          line.reset();
        } else {
          line.write(next);
        }
      }
    }
    source.consume();
  }

  private synchronized void read(byte[] event, long now) {
    try {
      JsonNode object = JSON.readTree(event).get("object");
      if (object.path("kind").asText().equals("VirtualService")) {
        first = first == 0 ? now : first;
        seen.put(key(object), new Seen(share(object), now));
        notifyAll();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String key(JsonNode object) {
    return object.at("/metadata/namespace").asText() + "/" + object.at("/metadata/name").asText();
  }

  /** Of the predictor that the fleet calls main. */
  private static int share(JsonNode object) {
    return StreamSupport.stream(object.at("/spec/http/0/route").spliterator(), false)
        .filter(route -> route.at("/destination/host").asText().contains("-main."))
        .mapToInt(route -> route.path("weight").asInt())
        .findFirst()
        .orElse(-1);
  }

  @Override
  public void close() {
    body.cancel();
  }
}
