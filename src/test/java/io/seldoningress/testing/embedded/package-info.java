/**
 * A small Kubernetes API server on fabric8's mock web server: objects in memory, watches over
 * WebSockets, server-side apply with field ownership. It checks no schemas and no permissions. What
 * it does is held against kube-apiserver by {@link io.seldoningress.testing.ApiServerContract}.
 *
 * <p>A request goes through {@link io.seldoningress.testing.embedded.EmbeddedApi} (which verb on
 * which object), {@code ServerSideApply} or {@code Patches} (what the object becomes), {@code
 * Objects} (may it, and what the server sets itself) and {@code Store} (versions and watches).
 */
package io.seldoningress.testing.embedded;
