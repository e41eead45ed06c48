package io.seldoningress.component.apply;

import io.fabric8.kubernetes.client.http.AsyncBody;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import okio.Buffer;

/**
 * The body of one answer, of which no copy stays behind: what it is put together from is
 * overwritten, also in the buffers that Okio keeps for its next use. Those are overwritten by the
 * thread that read, for each has its share of them.
 */
final class UnkeptBody implements AsyncBody.Consumer<List<ByteBuffer>> {

  /** Okio keeps 64 KiB for a thread ({@code okio.SegmentPool}), the last first. */
  private static final byte[] ZEROS = new byte[2 * 64 * 1024];

  private byte[] bytes = new byte[0];

  @Override
  public synchronized void consume(List<ByteBuffer> parts, AsyncBody body) {
    parts.forEach(this::add);
    overwriteBuffersOfThisThread();
    body.consume();
  }

  /**
   * Reads an answer.
   *
   * @return the bytes; nobody else has them
   */
  CompletableFuture<byte[]> read(AsyncBody body) {
    body.consume();
    return body.done().thenApply(done -> taken());
  }

  private synchronized byte[] taken() {
    return bytes;
  }

  private void add(ByteBuffer part) {
    byte[] longer = Arrays.copyOf(bytes, bytes.length + part.remaining());
    part.get(longer, bytes.length, part.remaining());
    Arrays.fill(bytes, (byte) 0);
    bytes = longer;
    if (part.hasArray()) {
      int offset = part.arrayOffset();
      Arrays.fill(part.array(), offset, offset + part.limit(), (byte) 0);
    }
  }

  private static void overwriteBuffersOfThisThread() {
    try (Buffer buffer = new Buffer()) {
      Buffer unused = buffer.write(ZEROS);
    }
  }
}
