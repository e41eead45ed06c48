package io.seldoningress.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import io.fabric8.kubernetes.client.Config;
import io.seldoningress.reload.InvalidRoutesException;
import io.seldoningress.settings.Settings;
import io.seldoningress.settings.SettingsException;
import io.seldoningress.testing.EmbeddedApiServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.slf4j.LoggerFactory;

/**
 * Command one of the README: {@code mvn -q -P demo}. Flags are system properties, see {@link
 * Flags}.
 */
public final class Demo {

  private static final Path SETTINGS = Path.of("config", "application.properties");
  private static final PrintStream OUT = System.out;
  private static final long LOOK_FOR_KEYS = 200;

  private Demo() {}

  /** Runs until it is ended by a signal. */
  public static void main(String[] args) throws InterruptedException {
    Closing closing = new Closing();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(closing), "demo-end"));
    try {
      Flags flags = Flags.parse(System::getProperty);
      RunningDemo demo = start(flags, closing);
      demo.showReadiness();
      demo.showCertificates();
      help(flags);
      showAllOnEnter(demo);
    } catch (IllegalArgumentException
        | DemoException
        | SettingsException
        | InvalidRoutesException
        | IOException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static RunningDemo start(Flags flags, Closing closing) throws DemoException, IOException {
    Settings settings = settings(flags);
    requireFolder(flags.examples());
    Stage stage = closing.last(stage(flags));
    stage.introduction().forEach(OUT::println);
    if (stage.outlivesTheDemo() && !flags.confirmed()) {
      confirm();
    }
    if (stage.outlivesTheDemo()) {
      closing.last(() -> stage.farewell().forEach(OUT::println));
    }
    return closing.last(
        RunningDemo.start(stage, flags, settings, OUT, Clock.system(ZoneId.systemDefault())));
  }

  private static Stage stage(Flags flags) throws DemoException {
    return switch (flags.server()) {
      case EMBEDDED ->
          new ServerStage(
              EmbeddedApiServer.start(),
              List.of("An API server in this process; no cluster is touched."));
      case REAL -> new RealStage();
      case CLUSTER -> new ClusterStage(Config.autoConfigure(null), flags.namespace().orElseThrow());
    };
  }

  /** Those of the file, as far as they are the demo's to choose. */
  private static Settings settings(Flags flags) throws IOException {
    Properties file = new Properties();
    if (Files.exists(SETTINGS)) {
      try (Reader reader = Files.newBufferedReader(SETTINGS, UTF_8)) {
        file.load(reader);
      }
    }
    Map<String, String> settings = new LinkedHashMap<>();
    file.stringPropertyNames().forEach(key -> settings.put(key, file.getProperty(key)));
    return DemoSettings.of(settings, flags);
  }

  private static void requireFolder(Path folder) throws DemoException {
    if (!Files.isDirectory(folder)) {
      throw new DemoException(
          "There is no folder %s here; start the demo in the folder of the project"
              .formatted(folder));
    }
  }

  private static void confirm() throws IOException, DemoException {
    OUT.print("Type yes to go on (-Dyes does it for you): ");
    OUT.flush();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    if (!"yes".equals(in.readLine())) {
      throw new DemoException("Nothing was written.");
    }
  }

  private static void help(Flags flags) {
    OUT.println();
    OUT.printf(
        "Edit %s and save, add a file, delete one: it is applied.%n"
            + "Edit routes/reconcile.yaml: the routes are replaced while they run.%n"
            + "Enter shows the whole table, Ctrl-C ends.%n",
        flags.examples().resolve("canary.yaml"));
  }

  /** Asks whether there is a key before it reads: a reader in the background would be stopped. */
  private static void showAllOnEnter(RunningDemo demo) throws IOException, InterruptedException {
    while (true) {
      if (System.in.available() > 0) {
        System.in.skipNBytes(System.in.available());
        demo.printAll();
      }
      Thread.sleep(LOOK_FOR_KEYS);
    }
  }

  /** What breaks off while all is taken down is no news. */
  private static void end(Closing closing) {
    LoggerContext logs = (LoggerContext) LoggerFactory.getILoggerFactory();
    logs.getLoggerList().forEach(logger -> logger.setLevel(Level.OFF));
    closing.close();
    OUT.println();
  }
}
