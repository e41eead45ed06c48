package io.seldoningress.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The chart with values, as {@code helm install} gets them.
 *
 * @param namespace the namespace of the release
 * @param file the text of a file of values; may be empty
 * @param sets what {@code --set} says, each as key=value
 */
public record Chart(String namespace, String file, List<String> sets) {

  /** The folder of the chart. */
  public static final Path FOLDER = Path.of("charts", "seldon-istio-ingress");

  /** The name of the release. */
  public static final String RELEASE = "seldon-istio-ingress";

  /** The chart with no values of its own. */
  public static Chart in(String namespace) {
    return new Chart(namespace, "", List.of());
  }

  /** The same with a file of values. */
  public Chart withFile(String yaml) {
    return new Chart(namespace, yaml, sets);
  }

  /** The same with values as {@code --set} takes them. */
  public Chart with(String... keysAndValues) {
    return new Chart(namespace, file, Arrays.asList(keysAndValues));
  }

  /** What {@code helm lint --strict} says of the chart. */
  public static LintResult lint() {
    return new Helm(FOLDER).lint().strict().call();
  }

  /**
   * What {@code helm template} makes of it.
   *
   * @throws IllegalStateException when the values are refused; its message says why
   */
  public Rendering render() {
    Path values = writeFile();
    try {
      TemplateCommand command =
          new Helm(FOLDER).template().withName(RELEASE).withNamespace(namespace);
      command.withValuesFile(values);
      sets.stream().map(set -> set.split("=", 2)).forEach(set -> command.set(set[0], set[1]));
      return Rendering.of(command.call());
    } finally {
      delete(values);
    }
  }

  /** What {@code helm install} prints at its end. */
  public String notes() {
    Path values = writeFile();
    try {
      InstallCommand command =
          new Helm(FOLDER).install().withName(RELEASE).withNamespace(namespace);
      command.clientOnly().dryRun().withValuesFile(values);
      sets.stream().map(set -> set.split("=", 2)).forEach(set -> command.set(set[0], set[1]));
      String output = command.call().getOutput();
      return output.substring(output.indexOf("NOTES:"));
    } finally {
      delete(values);
    }
  }

  private Path writeFile() {
    try {
      return Files.writeString(Files.createTempFile("values", ".yaml"), file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path values) {
    try {
      Files.delete(values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
