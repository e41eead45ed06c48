package io.seldoningress.component.informer;

import io.seldoningress.queue.BackOff;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * Options of the endpoints of {@code kubernetes-informer}. Times are durations such as {@code
 * 500ms} or {@code 5m}.
 */
@UriParams
public class KubernetesInformerConfiguration implements Cloneable {

  /** A DNS label (RFC 1123). */
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  @UriParam(description = "Namespaces to watch, separated by commas. Empty for all.")
  private String namespaces = "";

  @UriParam(description = "Label selector in the syntax of Kubernetes. Empty for all objects.")
  private String labelSelector = "";

  @UriParam(
      description =
          "Field selector in the syntax of Kubernetes, for example type=kubernetes.io/tls. Empty for all objects.")
  private String fieldSelector = "";

  @UriParam(
      description =
          "List and watch only the metadata of objects. What else they hold, such as the data of a Secret, is neither sent by the API server nor kept.")
  private boolean metadataOnly;

  @UriParam(
      label = "consumer",
      defaultValue = "1",
      description =
          "How many objects are handled at the same time. One object is never handled by two exchanges at a time.")
  private int concurrentConsumers = 1;

  @UriParam(
      label = "consumer",
      description =
          "Leave out objects that exist already when the route starts for the first time.")
  private boolean skipInitial;

  @UriParam(
      label = "consumer",
      description =
          "Objects as namespace/name, separated by commas, that are handed over when the route starts for the first time also if they do not exist, without a body then.")
  private String expected = "";

  @UriParam(
      label = "consumer",
      description = "Leave out changes that this process made itself by kubernetes-apply.")
  private boolean skipOwnWrites;

  @UriParam(
      label = "consumer",
      description =
          "Hand over objects only while this process leads, by the cluster service of the Camel context; without one it always does. Until then the cache is kept and changes wait; what is there is handed over anew when it leads again.")
  private boolean leaderOnly;

  @UriParam(
      label = "consumer",
      defaultValue = "1s",
      javaType = "java.time.Duration",
      description =
          "How long an object waits whose exchange failed. The wait doubles with each failure in a row.")
  private long backOffInitialDelay = 1_000;

  @UriParam(
      label = "consumer",
      defaultValue = "5m",
      javaType = "java.time.Duration",
      description = "The longest wait of an object whose exchanges fail.")
  private long backOffMaximumDelay = 300_000;

  /** A copy for an endpoint of its own options. */
  public KubernetesInformerConfiguration copy() {
    try {
      return (KubernetesInformerConfiguration) clone();
    } catch (CloneNotSupportedException e) {
      throw new RuntimeCamelException(e);
    }
  }

  /**
   * The namespaces; empty for all.
   *
   * @throws IllegalArgumentException when one can't be a namespace
   */
  Set<String> namespaceSet() {
    Set<String> names =
        Arrays.stream(namespaces.split(","))
            .map(String::trim)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    names.stream()
        .filter(name -> !NAMESPACE.matcher(name).matches())
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "'%s' in namespaces is no name of a namespace".formatted(name));
            });
    return names;
  }

  /**
   * What the queue of a route is to do.
   *
   * @throws IllegalArgumentException when the back-off makes no sense, or an expected object can't
   *     be one or is not watched
   */
  RouteQueue.Options queueOptions() {
    return new RouteQueue.Options(
        skipInitial,
        skipOwnWrites,
        ExpectedObjects.parse(expected, namespaceSet()),
        new BackOff(
            Duration.ofMillis(backOffInitialDelay), Duration.ofMillis(backOffMaximumDelay)));
  }

  public String getNamespaces() {
    return namespaces;
  }

  public void setNamespaces(String namespaces) {
    this.namespaces = namespaces;
  }

  public String getLabelSelector() {
    return labelSelector;
  }

  public void setLabelSelector(String labelSelector) {
    this.labelSelector = labelSelector;
  }

  public String getFieldSelector() {
    return fieldSelector;
  }

  public void setFieldSelector(String fieldSelector) {
    this.fieldSelector = fieldSelector;
  }

  public boolean isMetadataOnly() {
    return metadataOnly;
  }

  public void setMetadataOnly(boolean metadataOnly) {
    this.metadataOnly = metadataOnly;
  }

  public int getConcurrentConsumers() {
    return concurrentConsumers;
  }

  public void setConcurrentConsumers(int concurrentConsumers) {
    this.concurrentConsumers = concurrentConsumers;
  }

  public boolean isSkipInitial() {
    return skipInitial;
  }

  public void setSkipInitial(boolean skipInitial) {
    this.skipInitial = skipInitial;
  }

  public String getExpected() {
    return expected;
  }

  public void setExpected(String expected) {
    this.expected = expected;
  }

  public boolean isSkipOwnWrites() {
    return skipOwnWrites;
  }

  public void setSkipOwnWrites(boolean skipOwnWrites) {
    this.skipOwnWrites = skipOwnWrites;
  }

  public boolean isLeaderOnly() {
    return leaderOnly;
  }

  public void setLeaderOnly(boolean leaderOnly) {
    this.leaderOnly = leaderOnly;
  }

  public long getBackOffInitialDelay() {
    return backOffInitialDelay;
  }

  public void setBackOffInitialDelay(long backOffInitialDelay) {
    this.backOffInitialDelay = backOffInitialDelay;
  }

  public long getBackOffMaximumDelay() {
    return backOffMaximumDelay;
  }

  public void setBackOffMaximumDelay(long backOffMaximumDelay) {
    this.backOffMaximumDelay = backOffMaximumDelay;
  }
}
