package io.seldoningress.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * All that a run found.
 *
 * @param machine where
 * @param rounds how often each measure was taken
 * @param measures in the order of the run
 */
record Report(Machine machine, int rounds, List<Measure> measures) {

  /** What its file is called. */
  static final String FILE = "bench.json";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Reads what {@link #write} wrote. */
  static Report read(Path folder) throws IOException {
    return JSON.readValue(folder.resolve(FILE).toFile(), Report.class);
  }

  /** Writes it as JSON into a folder, which is made where it is not there. */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(FILE), JSON.writeValueAsString(this) + "\n");
  }
}
