package io.seldoningress.demo;

import io.seldoningress.component.informer.ResourceKey;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Prints what changes, for a person who reads along: what happened to which file, what was written,
 * and the part of the table that is new. Changes that come together are printed together.
 */
final class Feed implements AutoCloseable {

  private static final Duration QUIET = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(3);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss  ");
  private static final String INDENT = " ".repeat(10);

  private final PrintStream out;
  private final Clock clock;
  private final String folder;
  private final Supplier<List<Entry>> entries;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(Feed::thread);

  private final List<FileChange> files = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<Write> writes = new ArrayList<>();
  private Map<ResourceKey, Entry> shown = Map.of();
  private ScheduledFuture<?> pending;
  private Instant firstPending;
  private boolean open;
  private long lastChange = System.nanoTime();

  /**
   * A feed that is silent until the first {@link #printAll()}.
   *
   * @param folder what the folder of the examples is called
   * @param entries the table as it is now
   */
  Feed(PrintStream out, Clock clock, String folder, Supplier<List<Entry>> entries) {
    this.out = out;
    this.clock = clock;
    this.folder = folder;
    this.entries = entries;
  }

  /** Files were edited, added or deleted. */
  synchronized void edited(List<FileChange> changes) {
    files.addAll(changes);
    changed();
  }

  /** An Istio object was written. */
  synchronized void wrote(Write write) {
    writes.add(write);
    changed();
  }

  /** Something about the Gateway or its TLS Secrets. */
  synchronized void told(String note) {
    notes.add(note);
    changed();
  }

  /** Something changed; once no more does, it is printed. */
  synchronized void changed() {
    lastChange = System.nanoTime();
    if (!open || executor.isShutdown()) {
      return;
    }
    Instant now = clock.instant();
    if (pending == null || pending.isDone()) {
      firstPending = now;
    } else if (Duration.between(firstPending, now).compareTo(LONGEST) < 0) {
      pending.cancel(false);
    } else {
      return;
    }
    pending = executor.schedule(this::printNew, QUIET.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whether nothing has changed for as long as it takes to be printed. */
  synchronized boolean isQuiet() {
    return System.nanoTime() - lastChange > QUIET.toNanos();
  }

  /** Whether all that it got is printed. */
  synchronized boolean isPrinted() {
    return pending == null || pending.isDone();
  }

  /** Prints the whole table, and from then on what changes. */
  synchronized void printAll() {
    open = true;
    remember(entries.get());
    List<String> lines = new ArrayList<>(List.of(""));
    files.stream()
        .filter(file -> file.problem().isPresent())
        .forEach(file -> lines.addAll(Table.wrap(file.line(folder), Table.WIDTH)));
    lines.addAll(table(shown.values()));
    clear();
    print(lines);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  private synchronized void printNew() {
    Map<ResourceKey, Entry> before = shown;
    remember(entries.get());
    List<String> news = new ArrayList<>();
    files.forEach(file -> news.addAll(wrap(file.line(folder))));
    notes.forEach(note -> news.addAll(wrap(note)));
    writes.stream()
        .sorted(Comparator.comparingLong(Write::version))
        .forEach(write -> news.addAll(write.lines()));
    if (writes.isEmpty() && !files.isEmpty()) {
      news.add("no route written");
    } else if (writes.isEmpty() && !notes.isEmpty()) {
      news.add("no Gateway written");
    }
    List<String> rows = rows(before);
    clear();
    if (!news.isEmpty() || !rows.isEmpty()) {
      print(section(news, rows));
    }
  }

  private void clear() {
    files.clear();
    notes.clear();
    writes.clear();
  }

  private static List<String> wrap(String text) {
    return Table.wrap(text, Table.WIDTH - INDENT.length());
  }

  private List<String> section(List<String> news, List<String> rows) {
    List<String> lines = new ArrayList<>(List.of(""));
    String time = TIME.format(LocalTime.now(clock));
    for (String line : news) {
      lines.add((lines.size() == 1 ? time : INDENT) + line);
    }
    lines.addAll(rows);
    return lines;
  }

  /** The rows that are new, gone, or of a file that was touched. */
  private List<String> rows(Map<ResourceKey, Entry> before) {
    Set<ResourceKey> touched = new HashSet<>();
    files.forEach(file -> touched.addAll(file.deployments()));
    List<String> rows = new ArrayList<>();
    shown.forEach(
        (key, entry) -> {
          if (touched.contains(key) || !entry.equals(before.get(key))) {
            rows.addAll(Table.lines(entry));
          }
        });
    before.keySet().stream()
        .filter(key -> !shown.containsKey(key))
        .forEach(key -> rows.addAll(Table.gone(key.toString())));
    return rows;
  }

  private static List<String> table(Collection<Entry> entries) {
    List<String> lines = new ArrayList<>(Table.head());
    entries.forEach(entry -> lines.addAll(Table.lines(entry)));
    return lines;
  }

  private void remember(List<Entry> now) {
    Map<ResourceKey, Entry> all = new LinkedHashMap<>();
    now.forEach(entry -> all.put(entry.key(), entry));
    shown = all;
  }

  /** In one piece, so that a log line of another thread does not come between. */
  private void print(List<String> lines) {
    out.print(String.join(System.lineSeparator(), lines) + System.lineSeparator());
    out.flush();
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "demo-feed");
    thread.setDaemon(true);
    return thread;
  }
}
