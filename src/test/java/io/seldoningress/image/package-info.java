/**
 * Makes the file tree of the container image, {@link io.seldoningress.image.ImageTree}, and the
 * cache that lets it start faster, {@link io.seldoningress.image.AotCache}. Run by {@code mvn -P
 * image package}; never a part of the product.
 */
package io.seldoningress.image;
