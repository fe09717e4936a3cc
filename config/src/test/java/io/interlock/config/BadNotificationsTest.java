package io.interlock.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files as people get them wrong. Beside each is what is said of it, without the file's name. */
class BadNotificationsTest
{
    private static final Path FILES = Path.of("src/test/resources/io/interlock/config/bad-notifications");

    private static List<Path> files() throws IOException
    {
        try (Stream<Path> files = Files.list(FILES))
        {
            return files.filter((file) -> file.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    private static String told(final Path file)
    {
        final ConfigException thrown =
            catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(file, "production", Map.of("SECRET", "a-secret")::get));
        assertThat(thrown).as("no error for %s", file).isNotNull();
        return thrown.errors().stream().map((error) -> error.format().substring(file.toString().length() + 1))
            .collect(Collectors.joining("\n", "", "\n"));
    }

    @Test
    void shouldSayOfEachBadFileWhatIsWrongAndWhere() throws IOException
    {
        for (final Path file : files())
        {
            final Path expected = Path.of(file.toString().replace(".yaml", ".txt"));
            assertThat(told(file)).as(file.toString()).isEqualTo(Files.readString(expected, StandardCharsets.UTF_8))
                .doesNotContain("correct-horse");
        }
        assertThat(files()).hasSizeGreaterThan(20);
    }
}
