/**
 * The routes of a folder, kept in step with it while they run. An edit is tried out in a
 * CamelContext of its own first, so that an invalid one leaves every old route running.
 */
package io.seldoningress.reload;
