/**
 * The Camel component {@code kubernetes-informer}: objects of one Kubernetes resource as exchanges.
 *
 * <p>A consumer lists, then watches, and hands each changed object to its route as its newest
 * state. A producer wakes objects: it puts their keys into the queues of the routes that consume
 * them. The caches behind the consumers can be read by beans. Of objects whose data is none of the
 * program's business, such as Secrets, the metadata alone can be listed and watched. Nothing here
 * knows what the objects mean.
 */
package io.seldoningress.component.informer;
