package io.seldoningress.settings;

import io.seldoningress.text.IssuerForm;
import java.util.List;

/** The settings of who may call SeldonDeployments, a part of {@link AllSettings}. */
public final class AccessSettings {
  public static final Setting<Boolean> ACCESS_ENABLED =
      new Setting<>(
          "access.enabled",
          Kind.trueOrFalse(),
          "false",
          "Whether SeldonDeployments may say who may call them, by seldon.io/istio-access-...");

  public static final Setting<List<String>> ACCESS_ISSUERS =
      new Setting<>(
          "access.issuers",
          Kind.emptyOr(Kind.listOf(IssuerForm.ALLOWED, IssuerForm.PATTERN)),
          "",
          "The issuers of JWTs that they may name, with the URL of their keys where Istio is not to"
              + " ask the issuer for it; empty is none.");

  static final List<Setting<?>> LIST = List.of(ACCESS_ENABLED, ACCESS_ISSUERS);

  private AccessSettings() {}
}
