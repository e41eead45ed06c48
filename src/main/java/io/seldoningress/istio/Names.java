package io.seldoningress.istio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.seldoningress.annotation.AccessAnnotations;
import io.seldoningress.seldon.Predictor;
import io.seldoningress.seldon.SeldonDeployment;
import io.seldoningress.text.DnsNames;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names that the Seldon operator 1.18 gives to Services and Istio objects. */
public final class Names {

  private static final String HASH_PREFIX = "seldon-";
  private static final String EXPLAINER_SUFFIX = "-explainer";
  private static final String EXPLAINER_ROUTE_SUFFIX = "-http";
  private static final String MESH_SUFFIX = "-mesh";

  private Names() {}

  /** The main VirtualService: the SeldonDeployment's own name. */
  public static String virtualService(SeldonDeployment deployment) {
    return hashedIfLong(deployment.name());
  }

  /** The VirtualService of sidecars that have hosts of their own: none of the operator's. */
  public static String meshVirtualService(SeldonDeployment deployment) {
    return hashedIfLong(deployment.name() + MESH_SUFFIX);
  }

  /**
   * The DestinationRule and the Service of a predictor: the name that the user chose with {@code
   * seldon.io/svc-name}, as it is, otherwise one of the deployment's and the predictor's names.
   */
  public static String predictorKey(SeldonDeployment deployment, Predictor predictor) {
    return predictor
        .serviceName()
        .orElseGet(() -> hashedIfLong(deployment.name() + "-" + predictor.name()));
  }

  /** The DestinationRule and the Service of a predictor's explainer; no annotation changes it. */
  public static String explainerKey(SeldonDeployment deployment, Predictor predictor) {
    return hashedIfLong(deployment.name() + "-" + predictor.name() + EXPLAINER_SUFFIX);
  }

  /** The VirtualService of an explainer: cut where too long, not hashed. */
  public static String explainerVirtualService(SeldonDeployment deployment, Predictor predictor) {
    String name = explainerKey(deployment, predictor) + EXPLAINER_ROUTE_SUFFIX;
    if (name.length() <= DnsNames.MAX_LABEL) {
      return name;
    }
    String cut = name.substring(0, DnsNames.MAX_LABEL);
    return cut.endsWith("-") ? cut.substring(0, cut.length() - 1) : cut;
  }

  /**
   * Every object that a SeldonDeployment lays claim to, also a broken one: as far as names can be
   * made of it. The VirtualServices of gateways are among them also where only sidecars have
   * routes. Never throws.
   */
  public static SortedSet<GeneratedName> generated(SeldonDeployment deployment) {
    Stream<GeneratedName> claims =
        Stream.concat(
            Stream.concat(ofDeployment(deployment), ofAccess(deployment)),
            deployment.predictors().stream().flatMap(one -> ofPredictor(deployment, one)));
    return Collections.unmodifiableSortedSet(
        claims
            .filter(claim -> DnsNames.isObjectName(claim.name()))
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** What says who may call: named as the main VirtualService is. */
  static String access(SeldonDeployment deployment) {
    return hashedIfLong(deployment.name());
  }

  private static Stream<GeneratedName> ofAccess(SeldonDeployment deployment) {
    if (!AccessAnnotations.isUsed(deployment)) {
      return Stream.empty();
    }
    String name = access(deployment);
    Stream<GeneratedName> policy =
        Stream.of(new GeneratedName(GeneratedName.AUTHORIZATION_POLICY, name));
    return AccessAnnotations.ISSUERS.written(deployment).isEmpty()
        ? policy
        : Stream.concat(
            policy, Stream.of(new GeneratedName(GeneratedName.REQUEST_AUTHENTICATION, name)));
  }

  /** The main VirtualService as a claim. */
  public static GeneratedName mainName(SeldonDeployment deployment) {
    return new GeneratedName(GeneratedName.VIRTUAL_SERVICE, virtualService(deployment));
  }

  /** The VirtualServices of all predictors together as claims: the main one is the first. */
  public static Stream<GeneratedName> ofDeployment(SeldonDeployment deployment) {
    Stream<GeneratedName> main = Stream.of(mainName(deployment));
    return Hosts.ofMesh(deployment).isEmpty()
        ? main
        : Stream.concat(
            main,
            Stream.of(
                new GeneratedName(GeneratedName.VIRTUAL_SERVICE, meshVirtualService(deployment))));
  }

  private static Stream<GeneratedName> ofPredictor(
      SeldonDeployment deployment, Predictor predictor) {
    Stream<GeneratedName> own =
        Stream.of(
            new GeneratedName(GeneratedName.DESTINATION_RULE, predictorKey(deployment, predictor)));
    return predictor.explainer().isEmpty()
        ? own
        : Stream.concat(own, ofExplainer(deployment, predictor));
  }

  /** The DestinationRule of a predictor as a claim. */
  public static GeneratedName predictorName(SeldonDeployment deployment, Predictor predictor) {
    return new GeneratedName(GeneratedName.DESTINATION_RULE, predictorKey(deployment, predictor));
  }

  /** The objects of a predictor's explainer, whether it has one or not. */
  public static Stream<GeneratedName> ofExplainer(
      SeldonDeployment deployment, Predictor predictor) {
    return Stream.of(
        new GeneratedName(GeneratedName.DESTINATION_RULE, explainerKey(deployment, predictor)),
        new GeneratedName(
            GeneratedName.VIRTUAL_SERVICE, explainerVirtualService(deployment, predictor)));
  }

  /** Go counts bytes where Java counts characters. */
  private static String hashedIfLong(String name) {
    byte[] bytes = name.getBytes(UTF_8);
    return bytes.length > DnsNames.MAX_LABEL ? HASH_PREFIX + md5(bytes) : name;
  }

  private static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
