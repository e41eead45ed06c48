/**
 * The demo: the real routes against an API server, the SeldonDeployments of a folder, and a table
 * of what comes out. Run by {@code mvn -q -P demo}; never a part of the product.
 *
 * <p>One way through it: {@link io.seldoningress.demo.FolderWatch} sees files change, {@link
 * io.seldoningress.demo.ExampleSync} writes them to the server, the controller does its work,
 * {@link io.seldoningress.demo.ClusterView} sees what is there then, {@link
 * io.seldoningress.demo.RouteReader} makes {@link io.seldoningress.demo.Entry entries} of it,
 * {@link io.seldoningress.demo.Table} makes lines of them, and {@link io.seldoningress.demo.Feed}
 * prints those that are new.
 *
 * <p>Beside it {@link io.seldoningress.demo.CertificateStory} does with TLS Secrets what people and
 * cert-manager do, and {@link io.seldoningress.demo.GatewayView} and {@link
 * io.seldoningress.demo.ServedSecrets} tell the feed what becomes of them.
 */
package io.seldoningress.demo;
