package io.seldoningress.gateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The HTTPS servers that the Gateway is to have, and what becomes of everything that asks for one.
 *
 * @param servers the servers, each with a Secret of its own: that of the settings first, then by
 *     name
 * @param secrets of each Secret that is there and asked for by settings, label or claim, or serves
 *     hosts all the same, what is wrong with it, by name
 * @param claims of each claim why it is not served; empty where it is
 */
public record TlsDecision(
    List<TlsServer> servers,
    Map<String, SecretVerdict> secrets,
    Map<TlsClaim, Optional<String>> claims) {

  /**
   * What becomes of a Secret.
   *
   * @param facts what is in it
   * @param problems why it can't be used as it is, a line each; empty when it is sound
   * @param hosts the hosts that are served with it; with problems those that were before
   */
  public record SecretVerdict(SecretFacts facts, List<String> problems, List<String> hosts) {
    public SecretVerdict {
      problems = List.copyOf(problems);
      hosts = List.copyOf(hosts);
    }
  }

  public TlsDecision {
    servers = List.copyOf(servers);
    secrets = Map.copyOf(secrets);
    claims = Map.copyOf(claims);
  }
}
