package io.seldoningress.seldon;

/**
 * The explainer beside a predictor.
 *
 * @param type for example {@code AnchorTabular}, never empty
 * @param servicePort {@code endpoint.service_port} as written, 0 where unset
 */
public record Explainer(String type, int servicePort) {}
