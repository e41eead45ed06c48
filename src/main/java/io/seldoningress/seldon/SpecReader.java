package io.seldoningress.seldon;

import io.seldoningress.seldon.Fields.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the spec of a SeldonDeployment; the names of the fields are those of its v1 API. */
final class SpecReader {

  private static final Set<String> CALLED_PORTS = Set.of(Container.HTTP, Container.GRPC);

  private SpecReader() {}

  static SeldonDeploymentSpec read(Fields spec) {
    return new SeldonDeploymentSpec(
        spec.texts("annotations", name -> name.startsWith(Annotations.PREFIX)),
        spec.objects("predictors").stream().map(SpecReader::predictor).toList());
  }

  private static Predictor predictor(Element element) {
    Fields predictor = element.fields();
    return new Predictor(
        element.index(),
        predictor.text("name"),
        predictor.flag("shadow"),
        predictor.wholeNumber("traffic"),
        predictor.texts("annotations", name -> name.startsWith(Annotations.PREFIX)),
        Optional.ofNullable(predictor.texts("labels", "version"::equals).get("version")),
        GraphReader.read(predictor.object("graph")),
        containers(predictor),
        explainer(predictor.object("explainer")));
  }

  private static List<Container> containers(Fields predictor) {
    List<Container> containers = new ArrayList<>();
    for (Element componentSpec : predictor.objects("componentSpecs")) {
      for (Element container : componentSpec.fields().object("spec").objects("containers")) {
        containers.add(container(container.fields()));
      }
    }
    return containers;
  }

  private static Container container(Fields container) {
    List<ContainerPort> ports =
        container.objects("ports").stream()
            .map(Element::fields)
            .filter(port -> CALLED_PORTS.contains(port.text("name")))
            .map(port -> new ContainerPort(port.text("name"), port.wholeNumber("containerPort")))
            .toList();
    return new Container(container.text("name"), ports);
  }

  private static Optional<Explainer> explainer(Fields explainer) {
    return explainer
        .optionalText("type")
        .filter(type -> !type.isEmpty())
        .map(type -> new Explainer(type, explainer.object("endpoint").wholeNumber("service_port")));
  }
}
