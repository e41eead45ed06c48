package io.seldoningress.chart;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Permissions one by one, so that rules that are cut differently can be compared. */
public final class Granted {

  private Granted() {}

  /** Each as {@code verb group/resource}. */
  public static Set<String> by(List<PolicyRule> rules) {
    Set<String> granted = new TreeSet<>();
    for (PolicyRule rule : rules) {
      for (String group : rule.getApiGroups()) {
        for (String resource : rule.getResources()) {
          rule.getVerbs().forEach(verb -> granted.add(verb + " " + group + "/" + resource));
        }
      }
    }
    return granted;
  }
}
