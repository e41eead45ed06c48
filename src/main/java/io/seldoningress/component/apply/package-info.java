/**
 * The Camel component {@code kubernetes-apply}: writes the object in the body, if the cluster does
 * not show it already.
 *
 * <p>{@code kubernetes-apply:apply} makes the cluster's object equal to the body by server-side
 * apply: labels and annotations of others stay, the spec becomes wholly ours. {@code
 * kubernetes-apply:delete} deletes it. {@code kubernetes-apply:condition} merges one condition into
 * an object's status. All read the caches of {@code kubernetes-informer}, and write on condition
 * that the object is still what the cache shows.
 */
package io.seldoningress.component.apply;
