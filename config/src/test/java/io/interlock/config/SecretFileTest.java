package io.interlock.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets in files, good and bad ones; no message has a part of their content. */
class SecretFileTest
{
    private static final String CANARY = "canary-7f3a";

    @TempDir
    private Path directory;

    private static String yaml(final Path file)
    {
        return "notifications.channels: { a: { type: slack, webhook-url-file: \"" + file + "\" } }";
    }

    private static Secret load(final Path file)
    {
        return ConfigLoader.load("f.yaml", yaml(file)).notifications().channels().get(0).secret("webhook-url");
    }

    private static String error(final Path file)
    {
        final ConfigException thrown = catchThrowableOfType(ConfigException.class, () -> load(file));
        assertThat(thrown).as("no error for %s", file).isNotNull();
        assertThat(thrown.errors()).hasSize(1);
        assertThat(thrown.errors().get(0)).extracting(ConfigError::line, ConfigError::column, ConfigError::value)
            .containsExactly(1, 63, "");
        assertThat(thrown.toString() + thrown.errors()).doesNotContain(CANARY);
        return thrown.errors().get(0).message();
    }

    private Path write(final String text) throws IOException
    {
        return Files.writeString(directory.resolve("secret"), text);
    }

    private void permit(final Path file, final String permissions) throws IOException
    {
        assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"), "no permissions on this file system");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void shouldTakeTheFirstLineAndSeeThatTheFileWasReplaced() throws IOException
    {
        final Path file = write(CANARY + "\r\nmore\n");
        final Secret secret = load(file);

        assertThat(secret.reveal()).isEqualTo(CANARY);
        write("another");
        assertThat(secret.reveal()).isEqualTo("another");
        assertThat(secret).hasToString(file.toString());
    }

    @Test
    void shouldFollowALink() throws IOException
    {
        final Path link = Files.createSymbolicLink(directory.resolve("link"), write(CANARY));

        assertThat(load(link).reveal()).isEqualTo(CANARY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n" + CANARY, "\n", "\t"})
    void shouldRefuseAFileWithoutAFirstLine(final String text) throws IOException
    {
        final Path file = write(text);

        assertThat(error(file)).isEqualTo("the secret file " + file + " is empty");
    }

    @Test
    void shouldRefuseWhatIsNotText() throws IOException
    {
        final Path file = Files.write(directory.resolve("secret"), (CANARY + "\u00ff").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(error(file)).isEqualTo("the secret file " + file + " is not UTF-8 text");
        write(CANARY + "\u0000x");
        assertThat(error(file)).isEqualTo("the secret file " + file + " has a control character in it");
    }

    @Test
    void shouldRefuseWhatIsNoFile() throws IOException
    {
        assertThat(error(directory)).isEqualTo("the secret file " + directory + " is a directory");
        final Path none = directory.resolve("none");
        assertThat(error(none)).isEqualTo("the secret file " + none + " does not exist");
        assumeTrue(Files.exists(Path.of("/dev/zero")), "no devices here");
        assertThat(error(Path.of("/dev/zero"))).isEqualTo("the secret file /dev/zero cannot be read (IOException)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw--w----", "rw-----w-", "rw-rw-rw-"})
    void shouldRefuseAFileThatOthersMayWrite(final String permissions) throws IOException
    {
        final Path file = write(CANARY);
        permit(file, permissions);

        assertThat(error(file)).isEqualTo("the secret file " + file + " may be written by others (chmod 600 " + file + ")");
    }

    @Test
    void shouldTakeAFileThatOthersMayRead() throws IOException
    {
        final Path file = write(CANARY);
        permit(file, "r--r--r--");

        assertThat(load(file).reveal()).isEqualTo(CANARY);
    }

    @Test
    void shouldRefuseAFileThatItMayNotRead() throws IOException
    {
        final Path file = write(CANARY);
        permit(file, "-w-------");
        assumeTrue(!Files.isReadable(file), "this user may read everything");

        assertThat(error(file)).isEqualTo("the secret file " + file + " may not be read by this user");
    }

    @Test
    void shouldFindTheFileThroughTheEnvironment() throws IOException
    {
        final Path file = write(CANARY);
        final String yaml = yaml(Path.of("${FOLDER}/secret"));

        final BreakerConfig config = ConfigLoader.load("f", yaml, Map.of("FOLDER", directory.toString())::get);

        assertThat(config.notifications().channels().get(0).secret("webhook-url")).isEqualTo(Secret.file(file));
    }

    @Test
    void shouldNameTheReferenceWhenThereIsNothingAnyMore() throws IOException
    {
        final Path file = write(CANARY);
        final Secret secret = load(file);
        Files.delete(file);

        assertThatThrownBy(secret::reveal).isInstanceOf(IOException.class).hasMessageContaining(file.toString())
            .hasMessageNotContaining(CANARY);
        assertThatThrownBy(() -> Secret.variable("NONE", (name) -> null).reveal())
            .hasMessage("the environment variable NONE is not set");
    }
}
