package io.seldoningress.component.apply;

/** The operations of {@code kubernetes-apply}, named as in its URI. */
public enum KubernetesApplyOperation {
  /** Makes the cluster's object equal to the body. */
  apply,
  /** Deletes the object in the body. */
  delete,
  /** Merges the condition in the body into the status of its object. */
  condition
}
