package io.seldoningress.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read of an EndpointSlice. */
class ObservedEndpointSliceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "null; false",
        "[]; false",
        "[{addresses: [10.0.0.1]}]; true",
        "[{addresses: [10.0.0.1], conditions: {}}]; true",
        "[{addresses: [10.0.0.1], conditions: {ready: null, serving: false}}]; true",
        "[{addresses: [10.0.0.1], conditions: {ready: false, serving: true, terminating: true}}]; false",
        "[{conditions: {ready: false}}, {conditions: {ready: true}}]; true",
      })
  void oneReadyEndpointIsEnoughAndUnknownIsReady(String endpoints, boolean ready) {
    assertThat(slice("labels: {kubernetes.io/service-name: m-a}", endpoints).hasReadyEndpoint())
        .isEqualTo(ready);
  }

  @Test
  void nothingIsKeptBesideWhoseItIsAndWhichState() {
    ObservedEndpointSlice slice =
        slice(
            "resourceVersion: '7', uid: u, annotations: {a: b}, labels: {kubernetes.io/service-name: m-a}",
            "[{}]");

    assertThat(slice.service()).contains("m-a");
    assertThat(slice.getMetadata().getName()).isEqualTo("m-a-x7k2p");
    assertThat(slice.getMetadata().getNamespace()).isEqualTo("models");
    assertThat(slice.getMetadata().getResourceVersion()).isEqualTo("7");
    assertThat(slice.getMetadata().getLabels()).isEmpty();
    assertThat(slice.getMetadata().getAnnotations()).isEmpty();
  }

  @Test
  void oneOfNoServiceIsNobodys() {
    assertThat(slice("labels: {a: b}", "[{}]").service()).isEmpty();
    assertThat(slice("uid: u", "[{}]").service()).isEmpty();
  }

  @Test
  void anotherPodIsNoChangeAnotherReadinessIs() {
    ObservedEndpointSlice one = slice("resourceVersion: '1'", "[{addresses: [10.0.0.1]}]");
    ObservedEndpointSlice more =
        slice("resourceVersion: '2'", "[{addresses: [10.0.0.1]}, {addresses: [10.0.0.2]}]");
    ObservedEndpointSlice none = slice("resourceVersion: '3'", "[{conditions: {ready: false}}]");

    assertThat(ObservedEndpointSlice.sameReadiness(one, more)).isTrue();
    assertThat(ObservedEndpointSlice.sameReadiness(more, none)).isFalse();
  }

  private static ObservedEndpointSlice slice(String metadata, String endpoints) {
    return new KubernetesSerialization()
        .unmarshal(
            """
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata: {name: m-a-x7k2p, namespace: models, %s}
            addressType: IPv4
            endpoints: %s
            ports: [{name: http, port: 8000, protocol: TCP}]
            """
                .formatted(metadata, endpoints),
            ObservedEndpointSlice.class);
  }
}
