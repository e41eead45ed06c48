package io.seldoningress.istio;

import java.util.Arrays;
import java.util.List;

/** Lists in annotations, parted by commas. */
final class CommaList {

  private CommaList() {}

  /** The elements without the space around them; an empty element stays, to be found by a check. */
  static List<String> split(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
  }
}
