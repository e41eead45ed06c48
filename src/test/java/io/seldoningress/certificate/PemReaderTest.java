package io.seldoningress.certificate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PemReaderTest {

  static List<Arguments> texts() {
    return List.of(
        sound(""),
        sound("anything\nelse"),
        sound("-----BEGIN A-----\nYWJj\n-----END A-----\n", "A abc"),
        sound("-----BEGIN A-----\r\nYW\r\nJj\r\n-----END A-----", "A abc"),
        sound("-----BEGIN A-----  \n Y W\tJj \n-----END A----- \t", "A abc"),
        sound("-----BEGIN A-----\nProc-Type: 4,ENCRYPTED\nB: c\n\nYWJj\n-----END A-----", "A abc!"),
        sound("-----BEGIN A-----\nComment: x\n\nYWJj\n-----END A-----", "A abc"),
        sound("-----BEGIN A-----\n-----END A-----", "A "),
        sound(
            "x\n-----BEGIN A-----\nYQ==\n-----END A-----\ny: z\n-----BEGIN B C-----\nYg==\n-----END B C-----",
            "A a",
            "B C b"),
        sound("-----BEGIN A\nYWJj\n"),
        sound("-----END A-----\n"),
        damaged("-----BEGIN A-----"),
        damaged("-----BEGIN -----"),
        damaged("-----BEGIN A-----\nYWJj\n"),
        damaged("-----BEGIN A-----\nYWJj\n-----END B-----"),
        damaged("-----BEGIN A-----\nYWJj\n-----END A-----x"),
        damaged("-----BEGIN A-----\nYWJj\n-----END A----"),
        damaged("-----BEGIN A-----\nYQ\n-----END A-----"),
        damaged("-----BEGIN A-----\nYW_j\n-----END A-----"),
        damaged("-----BEGIN A-----\nYWJj=\n-----END A-----"),
        damaged("\u00ef\u00bb\u00bf-----BEGIN A-----\nYWJj\n-----END A-----"),
        damaged("-----BEGIN A-----\nYWJj\n-----BEGIN B-----\nYg==\n-----END B-----"),
        damaged("-----BEGIN A-----\nYQ==\n-----END A-----\n-----BEGIN B-----\nYg=", "A a"),
        damaged(
            "-----BEGIN A-----\nYQ==\n-----END A----------BEGIN B-----\nYg==\n-----END B-----"));
  }

  private static Arguments sound(String text, String... blocks) {
    return arguments(text, false, List.of(blocks));
  }

  private static Arguments damaged(String text, String... blocks) {
    return arguments(text, true, List.of(blocks));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void blocksAreRead(String text, boolean damaged, List<String> blocks) {
    Pem pem = PemReader.read(text.getBytes(ISO_8859_1));

    assertThat(pem.damaged()).isEqualTo(damaged);
    assertThat(pem.blocks()).extracting(PemReaderTest::shown).isEqualTo(blocks);
  }

  private static String shown(PemBlock block) {
    String content = new String(block.content(), ISO_8859_1);
    return block.label() + " " + content + (block.isEncrypted() ? "!" : "");
  }
}
