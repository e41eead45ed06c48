package io.seldoningress.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Looks at the {@code *.yaml} files of a folder again and again, and tells their texts whenever a
 * text differs. By texts, because editors save in many ways: in place, by renaming, with the same
 * time stamp. A state counts once it is seen twice, as an editor may be half way through a file.
 */
final class FolderWatch implements AutoCloseable {

  private final Path folder;
  private final Consumer<NavigableMap<String, String>> listener;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(FolderWatch::thread);
  private NavigableMap<String, String> seen;
  private NavigableMap<String, String> told;

  private FolderWatch(Path folder, Consumer<NavigableMap<String, String>> listener)
      throws IOException {
    this.folder = folder;
    this.listener = listener;
    this.seen = read(folder);
    this.told = seen;
  }

  /**
   * Tells the listener what is there, in this thread, and then what changes, in another one.
   *
   * @param interval the time between two looks
   * @param listener gets the texts by the names of the files
   * @throws IOException when the folder can't be read
   */
  static FolderWatch start(
      Path folder, Duration interval, Consumer<NavigableMap<String, String>> listener)
      throws IOException {
    FolderWatch watch = new FolderWatch(folder, listener);
    listener.accept(watch.told);
    long millis = interval.toMillis();
    var unused =
        watch.executor.scheduleWithFixedDelay(watch::look, millis, millis, TimeUnit.MILLISECONDS);
    return watch;
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  private void look() {
    NavigableMap<String, String> before = seen;
    try {
      seen = read(folder);
    } catch (IOException e) {
      return; // A file was deleted since it was listed, or so; the next look comes soon.
    }
    if (seen.equals(before) && !seen.equals(told)) {
      told = seen;
      listener.accept(told);
    }
  }

  private static NavigableMap<String, String> read(Path folder) throws IOException {
    NavigableMap<String, String> texts = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, FolderWatch::isExample)) {
      for (Path file : files) {
        texts.put(file.getFileName().toString(), new String(Files.readAllBytes(file), UTF_8));
      }
    }
    return texts;
  }

  private static boolean isExample(Path file) {
    String name = file.getFileName().toString();
    return !name.startsWith(".")
        && (name.endsWith(".yaml") || name.endsWith(".yml"))
        && Files.isRegularFile(file);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "demo-examples");
    thread.setDaemon(true);
    return thread;
  }
}
