package io.seldoningress.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import io.seldoningress.testing.BytePatterns.Pattern;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Looks for private keys in texts and files: for their PEM, for what a Secret holds of it (Base64
 * of the PEM), for their DER as bytes, hexadecimal and a list of decimals. Of each form any piece
 * of 24 characters or bytes is found, so that an excerpt in a message is found as well. Parts that
 * are public, such as the algorithm and the modulus, are not looked for.
 */
public final class PrivateKeyTraces {

  private static final int PIECE = 16;
  private static final int STEP = 8;

  private final List<Pattern> patterns = new ArrayList<>();

  /** Looks for one more key. */
  public void add(KeyText key) {
    addText(key.name() + " as PEM", key.lines());
    addText(key.name() + " as Base64 of the PEM", List.of(key.secretOfValue()));
    byte[] der = key.secretDer();
    pieces(der.length)
        .forEach(at -> add(key.name() + " as DER", Arrays.copyOfRange(der, at, at + PIECE)));
    addText(
        key.name() + " as hexadecimal",
        List.of(HexFormat.of().formatHex(der), HexFormat.of().withUpperCase().formatHex(der)));
    addText(key.name() + " as decimals", List.of(decimals(der)));
  }

  /** Looks for a text that may be there, so that a test knows that it sees what it searches. */
  public void addPublic(String text) {
    add(text, text.getBytes(ISO_8859_1));
  }

  /** Which forms of which keys, and which public texts, are in texts. */
  public Set<String> in(Collection<String> texts) {
    BytePatterns search = new BytePatterns(patterns);
    return texts.stream()
        .flatMap(text -> search.in(ByteBuffer.wrap(text.getBytes(ISO_8859_1))).stream())
        .collect(Collectors.toSet());
  }

  /** The same for a file. */
  public Set<String> in(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      return new BytePatterns(patterns)
          .in(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addText(String name, List<String> texts) {
    for (String text : texts) {
      pieces(text.length())
          .forEach(
              at -> {
                for (Charset charset : List.of(ISO_8859_1, UTF_16LE, UTF_16BE)) {
                  add(
                      charset.equals(ISO_8859_1) ? name : name + " in UTF-16",
                      text.substring(at, at + PIECE).getBytes(charset));
                }
              });
    }
  }

  private void add(String name, byte[] bytes) {
    patterns.add(new Pattern(name, ByteBuffer.wrap(bytes)));
  }

  /** Where pieces begin in so many characters or bytes. */
  private static IntStream pieces(int length) {
    return IntStream.iterate(0, at -> at + PIECE <= length, at -> at + STEP);
  }

  private static String decimals(byte[] bytes) {
    String list = Arrays.toString(bytes);
    return list.substring(1, list.length() - 1);
  }
}
