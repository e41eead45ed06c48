/** What the program shows of itself: metrics, log lines, traces. */
package io.seldoningress.telemetry;
