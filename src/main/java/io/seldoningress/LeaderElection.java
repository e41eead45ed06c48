package io.seldoningress;

import static io.seldoningress.settings.AllSettings.CONTROLLER_ID;
import static io.seldoningress.settings.AllSettings.LEADER_ELECTION_LEASE_DURATION;
import static io.seldoningress.settings.AllSettings.LEADER_ELECTION_NAME;
import static io.seldoningress.settings.AllSettings.LEADER_ELECTION_NAMESPACE;
import static io.seldoningress.settings.AllSettings.LEADER_ELECTION_RENEW_DEADLINE;
import static io.seldoningress.settings.AllSettings.LEADER_ELECTION_RETRY_PERIOD;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.seldoningress.leader.LeaseOptions;
import io.seldoningress.settings.Settings;
import java.util.UUID;

/** What the settings say of leader election. */
final class LeaderElection {

  private static final String ANY_NAMESPACE = "default";

  private LeaderElection() {}

  /**
   * The Lease of a controller.
   *
   * @param ownNamespace the namespace of the pod or of the kubeconfig; null when it names none
   * @param identity this process among its replicas
   */
  static LeaseOptions options(Settings settings, String ownNamespace, String identity) {
    String own = ownNamespace == null ? ANY_NAMESPACE : ownNamespace;
    String namespace = settings.get(LEADER_ELECTION_NAMESPACE);
    return new LeaseOptions(
        namespace.isEmpty() ? own : namespace,
        leaseName(settings.get(LEADER_ELECTION_NAME), settings.get(CONTROLLER_ID)),
        identity,
        settings.get(LEADER_ELECTION_LEASE_DURATION),
        settings.get(LEADER_ELECTION_RENEW_DEADLINE),
        settings.get(LEADER_ELECTION_RETRY_PERIOD));
  }

  /**
   * Controllers with different ids are no replicas of each other. An id may have letters that the
   * name of a Lease may not; then a number stands for it.
   */
  private static String leaseName(String name, String controllerId) {
    if (controllerId.isEmpty()) {
      return name;
    }
    boolean fits = controllerId.matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    return name
        + "-"
        + (fits ? controllerId : UUID.nameUUIDFromBytes(controllerId.getBytes(UTF_8)));
  }
}
