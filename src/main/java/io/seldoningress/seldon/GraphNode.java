package io.seldoningress.seldon;

/**
 * A node of a predictor's inference graph.
 *
 * @param name also the name of its container
 * @param prepackaged whether a server of Seldon's runs it (SKLEARN_SERVER and the like), for which
 *     the operator adds a container where the user gave none
 */
public record GraphNode(String name, boolean prepackaged) {}
