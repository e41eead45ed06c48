package io.seldoningress.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.seldoningress.reload.RouteReloader;
import io.seldoningress.testing.RecordedLog;
import io.seldoningress.testing.RunningController;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes that a user edits while the controller runs. */
abstract class EditedRoutesContract extends ControllerContract {

  private static final String APPLY =
      """
            uri: direct:apply-virtual-service
            steps:
              - to: kubernetes-apply:apply
      """;

  /** With a user's own step: a label on every VirtualService. */
  private static final String LABEL_AND_APPLY =
      """
            uri: direct:apply-virtual-service
            steps:
              - script:
                  simple: "${body.metadata.labels.put('team', 'ml')}"
              - to: kubernetes-apply:apply
      """;

  @TempDir Path folder;

  @BeforeEach
  void copyRoutes() throws IOException {
    try (Stream<Path> files = Files.list(RunningController.ROUTES)) {
      files.forEach(file -> copy(file, folder.resolve(file.getFileName())));
    }
    startController(
        Map.of("routes.directory", folder.toString(), "routes.reloadInterval", "100ms"));
  }

  @Test
  void aStepThatAUserAddsIsAppliedToWhatIsThereAndTakenBackWhenItIsRemoved() throws IOException {
    apply("income", predictors("main"));
    awaitVirtualService("income");
    assertThat(label("income")).isNull();

    edit(APPLY, LABEL_AND_APPLY);
    eventually().until(() -> label("income"), "ml"::equals);

    edit(LABEL_AND_APPLY, APPLY);
    eventually().until(() -> label("income") == null);
  }

  @Test
  void anInvalidEditLeavesTheOldRoutesRunning() throws IOException {
    try (RecordedLog log = RecordedLog.of(RouteReloader.class)) {
      edit(APPLY, APPLY.replace("kubernetes-apply:apply", "kubernetes-apply:aply"));
      log.await("'aply' is no operation of kubernetes-apply");
    }

    apply("income", predictors("main=75", "canary=25"));
    awaitShares("income", "main=75 canary=25");
    assertThat(controller.context().getRoutes()).allMatch(route -> route.getConsumer() != null);
  }

  private String label(String virtualService) {
    return virtualService(virtualService).get().getMetadata().getLabels().get("team");
  }

  private void edit(String from, String to) throws IOException {
    Path file = folder.resolve("reconcile.yaml");
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }

  private static void copy(Path from, Path to) {
    try {
      Files.copy(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
