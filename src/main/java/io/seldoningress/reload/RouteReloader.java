package io.seldoningress.reload;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the routes of a folder into a context before it is started, and keeps them in step with the
 * folder while it runs.
 *
 * <p>The folder is taken as one: if any file of its new state is invalid, all routes go on as they
 * are, and one line tells why. Only the routes of files that have changed are replaced, unless the
 * change is one that other files can notice, such as an edited routeConfiguration; then all are.
 * Exchanges in flight in a route that is replaced are waited for, up to Camel's shutdown timeout,
 * and callers of its direct endpoint wait for the new one. One that enters in the very moment in
 * which the route stops fails with a RejectedExecutionException, for the error handler of its
 * caller.
 */
public final class RouteReloader extends ServiceSupport implements CamelContextAware {
  private static final Logger LOG = LoggerFactory.getLogger(RouteReloader.class);

  private final RouteFolder folder;
  private final Duration interval;
  private final Runnable updated;
  private CamelContext context;
  private CurrentRoutes current;
  private ScheduledExecutorService executor;
  private Future<?> looking;

  private RouteFiles seen = RouteFiles.NONE;
  private Optional<RouteFiles> refused = Optional.empty();
  private String trouble = "";

  /**
   * Makes a reloader, to be added to a context that is not started by {@link
   * CamelContext#addService(Object)}. That throws an {@link InvalidRoutesException} if the routes
   * of the folder can't run.
   *
   * @param folder the folder of the routes
   * @param interval how often it is looked at
   */
  public RouteReloader(Path folder, Duration interval) {
    this(folder, interval, () -> {});
  }

  /**
   * As the other one.
   *
   * @param updated called after routes were replaced while the context runs
   */
  public RouteReloader(Path folder, Duration interval, Runnable updated) {
    this.folder = new RouteFolder(folder);
    this.interval = interval;
    this.updated = updated;
  }

  @Override
  public CamelContext getCamelContext() {
    return context;
  }

  @Override
  public void setCamelContext(CamelContext context) {
    this.context = context;
  }

  @Override
  protected void doInit() {
    current = new CurrentRoutes(context);
    try {
      seen = folder.read();
      current.replaceBy(seen);
    } catch (NoSuchFileException e) {
      throw new InvalidRoutesException(
          "There is no folder %s for the routes; the setting routes.directory names it"
              .formatted(folder),
          e);
    } catch (IOException | InvalidRoutesException e) {
      throw new InvalidRoutesException(
          "The routes of the folder %s can't run: %s".formatted(folder, e.getMessage()), e);
    }
  }

  @Override
  protected void doStart() {
    executor =
        context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "RouteReloader");
    long millis = interval.toMillis();
    looking = executor.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  protected void doStop() {
    // Not waited for: a reload waits for the context, and the context for this to stop.
    looking.cancel(false);
    context.getExecutorServiceManager().shutdownNow(executor);
  }

  /**
   * Brings the routes in step with the folder now.
   *
   * @return whether routes were replaced
   */
  public boolean reload() {
    return attempt(() -> update(folder.read()));
  }

  /**
   * An editor may be half way through a file: a state of the folder counts once it is seen twice.
   */
  void look() {
    attempt(
        () -> {
          RouteFiles before = seen;
          seen = folder.read();
          return isRunAllowed() && seen.equals(before) && update(seen);
        });
  }

  private synchronized boolean attempt(Attempt attempt) {
    try {
      boolean replaced = attempt.run();
      trouble = "";
      return replaced;
    } catch (IOException e) {
      tellOnce("Routes go on as they are, the folder %s can't be read: %s".formatted(folder, e));
    } catch (RuntimeException e) {
      tellOnce("Routes are not in step with %s: %s".formatted(folder, e.getMessage()));
    }
    return false;
  }

  private boolean update(RouteFiles files) {
    if (!current.isComplete()) {
      current.restore();
      LOG.info("The routes that could not be loaded again run again");
    }
    if (refused.filter(files::equals).isPresent()) {
      return false;
    }
    if (files.equals(current.files())) {
      forget();
      return false;
    }
    return replaceBy(files);
  }

  private boolean replaceBy(RouteFiles files) {
    Set<String> changed = current.files().changesTo(files);
    try {
      Set<String> replaced = current.replaceBy(files);
      refused = Optional.empty();
      LOG.info("Routes are updated from {}: changed {}, loaded anew {}", folder, changed, replaced);
      updated.run();
      return true;
    } catch (InvalidRoutesException e) {
      refused = Optional.of(files);
      String state = current.isComplete() ? "Routes go on as they are" : "Routes are missing";
      LOG.warn("{}, the edit in {} can't run: {}", state, folder, e.getMessage());
      return false;
    }
  }

  private void forget() {
    if (refused.isPresent()) {
      refused = Optional.empty();
      LOG.info("The edit in {} that could not run is taken back", folder);
    }
  }

  private void tellOnce(String text) {
    if (!text.equals(trouble)) {
      trouble = text;
      LOG.warn(text);
    }
  }

  private interface Attempt {
    boolean run() throws IOException;
  }
}
