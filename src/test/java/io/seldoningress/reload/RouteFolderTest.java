package io.seldoningress.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteFolderTest {
  @TempDir Path folder;

  @Test
  void onlyVisibleYamlFilesAreRoutes() throws IOException {
    for (String name : new String[] {"b.yaml", "a.yaml", ".hidden.yaml", "b.yaml~", "notes.md"}) {
      Files.writeString(folder.resolve(name), "# " + name);
    }
    Files.createDirectory(folder.resolve("folder.yaml"));

    assertThat(new RouteFolder(folder).read().names()).containsExactly("a.yaml", "b.yaml");
  }

  @Test
  void aMountedConfigMapIsReadThroughItsLinks() throws IOException {
    Path version = Files.createDirectory(folder.resolve("..2026_01_01"));
    Files.writeString(version.resolve("a.yaml"), "# one");
    Files.createSymbolicLink(folder.resolve("..data"), version.getFileName());
    Files.createSymbolicLink(folder.resolve("a.yaml"), Path.of("..data/a.yaml"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder);

    assertThat(new RouteFolder(link).read().all())
        .containsExactly(new RouteFile("a.yaml", "# one"));
  }

  @Test
  void aFolderThatIsNotThereIsAnError() {
    assertThatThrownBy(() -> new RouteFolder(folder.resolve("missing")).read())
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aFileThatIsNotTextIsAnError() throws IOException {
    Files.write(folder.resolve("a.yaml"), new byte[] {(byte) 0xff});

    assertThatThrownBy(() -> new RouteFolder(folder).read())
        .isInstanceOf(MalformedInputException.class);
  }
}
