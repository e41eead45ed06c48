/**
 * How fast and how small the program is beside what the API server itself can do: the second is
 * measured in the same run, with the same objects and the same concurrency. docs/benchmark.md says
 * what is measured.
 */
package io.seldoningress.bench;
