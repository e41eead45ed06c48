package io.seldoningress.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchTest {

  private static final Duration LOOK = Duration.ofMillis(10);

  @TempDir private Path folder;
  private final List<Map<String, String>> told = new CopyOnWriteArrayList<>();
  private FolderWatch watch;

  @BeforeEach
  void start() throws IOException {
    write("one.yaml", "1");
    watch = FolderWatch.start(folder, LOOK, told::add);
  }

  @AfterEach
  void stop() {
    watch.close();
  }

  @Test
  void whatIsThereAtTheStartIsToldAtOnce() {
    assertThat(told).containsExactly(Map.of("one.yaml", "1"));
  }

  @Test
  void anEditIsTold() throws IOException {
    write("one.yaml", "2");
    awaitTold(Map.of("one.yaml", "2"));
  }

  @Test
  void anEditThatKeepsTheTimeStampIsTold() throws IOException {
    var time = Files.getLastModifiedTime(folder.resolve("one.yaml"));
    write("one.yaml", "2");
    Files.setLastModifiedTime(folder.resolve("one.yaml"), time);
    awaitTold(Map.of("one.yaml", "2"));
  }

  @Test
  void aFileThatIsReplacedByRenamingIsTold() throws IOException {
    write("one.yaml~", "2");
    Files.move(
        folder.resolve("one.yaml~"),
        folder.resolve("one.yaml"),
        StandardCopyOption.REPLACE_EXISTING);
    awaitTold(Map.of("one.yaml", "2"));
  }

  @Test
  void addedAndDeletedFilesAreTold() throws IOException {
    write("two.yml", "2");
    awaitTold(Map.of("one.yaml", "1", "two.yml", "2"));
    Files.delete(folder.resolve("one.yaml"));
    awaitTold(Map.of("two.yml", "2"));
  }

  @Test
  void otherFilesAreNotLookedAt() throws IOException {
    write(".one.yaml.swp", "x");
    write(".hidden.yaml", "x");
    write("README.md", "x");
    Files.createDirectory(folder.resolve("folder.yaml"));
    write("two.yaml", "2");
    awaitTold(Map.of("one.yaml", "1", "two.yaml", "2"));
    assertThat(told).allMatch(texts -> !texts.containsKey(".hidden.yaml"));
  }

  @Test
  void bytesThatAreNoTextDoNotEndTheWatch() throws IOException {
    Files.write(folder.resolve("one.yaml"), new byte[] {(byte) 0xff});
    awaitTold(Map.of("one.yaml", "\ufffd"));
  }

  @Test
  void aFolderThatIsNotThereIsAnError() {
    assertThatThrownBy(() -> FolderWatch.start(folder.resolve("none"), LOOK, told::add))
        .isInstanceOf(NoSuchFileException.class);
  }

  private void awaitTold(Map<String, String> texts) {
    await().atMost(Duration.ofSeconds(10)).until(() -> told.get(told.size() - 1).equals(texts));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
