package io.interlock.cli.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.interlock.notify.Redaction;
import io.interlock.notify.channel.LogChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.SLF4JServiceProvider;

/** The file beside stderr: what is in it, who may read it, and how much there can be. */
class LogFileTest
{
    /** Twice as many messages are lost. Each time that it tries the disk again it says so, and a slow machine comes to more of those. */
    private static final int MANY = 100;
    private static final Logger OTHER = LoggerFactory.getLogger("io.interlock.cli.log.test");
    private static final Logger TOLD = LoggerFactory.getLogger(LogChannel.LOGGER);

    @TempDir
    private Path temp;

    private Path folder()
    {
        return temp.resolve("logs");
    }

    private String text() throws IOException
    {
        return Files.readString(folder().resolve("interlock.log"));
    }

    private static String permissions(final Path path) throws IOException
    {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void shouldBeBoundToOneBindingAlone()
    {
        assertThat(java.util.ServiceLoader.load(SLF4JServiceProvider.class).stream().count()).isEqualTo(1);
    }

    @Test
    void shouldKeepWhatWasLoggedBeforeItKnewWhere() throws IOException
    {
        OTHER.info("before all");
        try (LogFile log = LogFile.beside())
        {
            OTHER.info("before it was opened");
            TOLD.info("told before");
            log.open(temp);
            OTHER.info("after {}", "it was opened");
            TOLD.info("told after");
            assertThat(text()).as("at once").contains("INFO notifications - told before", "told after");
        }
        OTHER.info("after all");
        assertThat(text()).contains("INFO test - before it was opened", "after it was opened")
            .doesNotContain("before all", "after all");
        assertThat(text().lines()).as("each once").hasSize(4);
    }

    @Test
    void shouldBeForTheOwnerAloneAlsoWhereItWasNot() throws IOException
    {
        Files.createDirectory(folder());
        Files.createFile(folder().resolve("interlock.log"));
        Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(folder().resolve("interlock.log"), PosixFilePermissions.fromString("rw-r--r--"));
        try (LogFile log = LogFile.beside())
        {
            log.open(temp, 100, 3);
            for (int i = 0; i < 10; i++)
            {
                TOLD.info("a line of some length to fill it {}", i);
            }
        }
        assertThat(permissions(folder())).isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(folder()))
        {
            final List<Path> all = files.toList();
            assertThat(all).hasSize(3);
            for (final Path file : all)
            {
                assertThat(permissions(file)).as("%s", file).isEqualTo("rw-------");
            }
        }
    }

    @Test
    void shouldKeepTheNewestWithinItsBounds() throws IOException
    {
        final int most = 2_000;
        for (int life = 0; life < 2; life++)
        {
            try (LogFile log = LogFile.beside())
            {
                log.open(temp, most, 4);
                for (int i = 0; i < 500; i++)
                {
                    TOLD.info("life {} line {} {}", life, i, "x".repeat(50));
                }
            }
        }
        long bytes = 0;
        try (Stream<Path> files = Files.list(folder()))
        {
            final List<Path> all = files.toList();
            assertThat(all).extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrder("interlock.log", "interlock.1.log", "interlock.2.log", "interlock.3.log");
            for (final Path file : all)
            {
                bytes += Files.size(file);
            }
        }
        assertThat(bytes).isLessThan(4 * (most + 200L)).isGreaterThan(3 * most);
        assertThat(text()).contains("life 1 line 499 ");
        assertThat(Files.readString(folder().resolve("interlock.1.log")).lines().findFirst().orElseThrow()).contains("life 1 line 4");
    }

    @Test
    void shouldWriteANewFileWhereItWasDeleted() throws IOException
    {
        try (LogFile log = LogFile.beside())
        {
            log.open(temp);
            TOLD.info("one");
            Files.delete(folder().resolve("interlock.log"));
            TOLD.info("two");
        }
        assertThat(text()).contains("two").doesNotContain("one");
    }

    @Test
    void shouldShowNoSecretOfAnException() throws IOException
    {
        final String canary = "canary-12-of-the-file";
        Redaction.register(canary);
        try (LogFile log = LogFile.beside())
        {
            log.open(temp);
            OTHER.info("it threw {}", canary, new IllegalStateException("refused " + canary, new IOException("token=" + canary)));
            TOLD.info("it threw {}", canary, new IllegalStateException("refused " + canary));
        }
        assertThat(text()).doesNotContain(canary).contains("IllegalStateException: refused [secret]", "IOException: token=[secret]");
    }

    @Test
    void shouldGoOnWhereTheDiskIsFull() throws IOException
    {
        final Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.isWritable(full), "a device that is always full");
        final String before = permissions(full);
        OwnFile.makeFolder(folder());
        Files.createSymbolicLink(folder().resolve("interlock.log"), full);
        final java.io.PrintStream usual = System.err;
        final java.io.ByteArrayOutputStream said = new java.io.ByteArrayOutputStream();
        System.setErr(new java.io.PrintStream(said, true));
        try (LogFile log = LogFile.beside())
        {
            log.open(temp);
            for (int i = 0; i < MANY; i++)
            {
                TOLD.info("lost {}", i);
                OTHER.info("lost {}", i);
            }
            Files.delete(folder().resolve("interlock.log"));
            TOLD.info("room again");
        }
        finally
        {
            System.setErr(usual);
        }
        assertThat(said.toString().lines()).as("it is said, and does not become a flood").hasSizeBetween(1, MANY)
            .anyMatch(line -> line.startsWith("interlock: log: ") && line.contains("No space left"));
        assertThat(permissions(full)).as("of what is not ours").isEqualTo(before);
        assertThat(text()).contains("room again");
    }

    @Test
    void shouldSayWhyItCannotBeWritten() throws IOException
    {
        Files.createFile(folder());
        try (LogFile log = LogFile.beside())
        {
            assertThatThrownBy(() -> log.open(temp)).isInstanceOf(IOException.class).hasMessageContaining("logs");
            TOLD.info("goes on");
        }
    }

    @Test
    void shouldTakeMessagesAlsoWhereTheConfigurationTakesFewer() throws IOException
    {
        final ch.qos.logback.classic.Logger root =
            (ch.qos.logback.classic.Logger)LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        final Level before = root.getLevel();
        root.setLevel(Level.ERROR);
        try (LogFile log = LogFile.beside())
        {
            log.open(temp);
            TOLD.info("told");
            OTHER.info("not asked for");
        }
        finally
        {
            root.setLevel(before);
            ((ch.qos.logback.classic.Logger)TOLD).setLevel(null);
        }
        assertThat(text()).contains("told").doesNotContain("not asked for");
    }

    @Test
    void shouldTakeThePlaceOfStderrAndGiveItBack() throws IOException
    {
        final java.io.PrintStream usual = System.err;
        final java.io.ByteArrayOutputStream said = new java.io.ByteArrayOutputStream();
        System.setErr(new java.io.PrintStream(said, true));
        final LogFile log = LogFile.alone(temp.resolve("demo.log"));
        try
        {
            OTHER.warn("into the file");
            log.close();
            OTHER.warn("on stderr");
        }
        finally
        {
            log.close();
            System.setErr(usual);
        }
        assertThat(Files.readString(temp.resolve("demo.log"))).contains("into the file").doesNotContain("on stderr");
        assertThat(said.toString()).contains("WARN test - on stderr").doesNotContain("into the file");
    }
}
