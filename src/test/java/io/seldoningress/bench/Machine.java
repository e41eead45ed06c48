package io.seldoningress.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What was measured on, and when.
 *
 * @param processors that a JVM here is given
 * @param mebibytes of memory that a JVM here sees
 * @param system the operating system and its version
 * @param programJvm what the program ran on
 * @param generatorJvm what made the load
 * @param date when, as ISO 8601
 */
record Machine(
    int processors,
    long mebibytes,
    String system,
    String programJvm,
    String generatorJvm,
    String date) {

  private static final long MEBIBYTE = 1024 * 1024;

  /** This machine, and this JVM as the one that makes the load. */
  static Machine here(String programJvm, Instant now) {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize()
            / MEBIBYTE,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        programJvm,
        JvmVersion.own(),
        now.truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
