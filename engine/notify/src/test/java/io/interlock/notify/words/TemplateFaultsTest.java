package io.interlock.notify.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Templates that change under their reader, or are no files. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TemplateFaultsTest
{
    private static final int LOADS = 150;
    private static final int FILES = 20;

    @TempDir
    private Path temp;

    private static void fill(final Path folder, final String words) throws IOException
    {
        Files.createDirectories(folder);
        final String[] levels = {"alert", "throttle", "halt", "shutdown", "closed"};
        final String[] kinds = {"transition", "resolved", "repeat", "default"};
        for (int i = 0; i < FILES; i++)
        {
            Files.writeString(folder.resolve(kinds[i % 4] + '.' + levels[i % 5] + ".title.mustache"), words);
        }
    }

    @Test
    void shouldLoadOrSayWhatIsWrongWhileTheFolderIsSwapped() throws Exception
    {
        final Path folder = temp.resolve("templates");
        fill(folder, "one {{where}}");
        fill(temp.resolve("other"), "two {{where}}");
        final AtomicBoolean ended = new AtomicBoolean();
        final AtomicReference<Throwable> wrong = new AtomicReference<>();
        final Thread swapping = new Thread(() ->
        {
            try
            {
                while (!ended.get())
                {
                    Files.move(folder, temp.resolve("away"), StandardCopyOption.ATOMIC_MOVE);
                    Files.move(temp.resolve("other"), folder, StandardCopyOption.ATOMIC_MOVE);
                    Files.move(temp.resolve("away"), temp.resolve("other"), StandardCopyOption.ATOMIC_MOVE);
                }
            }
            catch (final IOException unexpected)
            {
                wrong.set(unexpected);
            }
        });
        swapping.start();
        for (int i = 0; i < LOADS; i++)
        {
            try
            {
                assertThat(Templates.load(folder).size()).isLessThanOrEqualTo(FILES);
            }
            catch (final TemplateException told)
            {
                assertThat(told.errors()).allMatch(error -> error.contains("cannot be read"));
            }
        }
        ended.set(true);
        swapping.join();
        assertThat(wrong.get()).isNull();
    }

    @Test
    void shouldGoOnWithWhatItLoadedWhereAFileIsReplacedByABrokenOne() throws Exception
    {
        final Path file = temp.resolve("transition.title.mustache");
        Files.writeString(file, "HALT of {{where}}");
        final TemplateWords words = new TemplateWords(Templates.load(temp), Drafts.words());
        final var draft = Drafts.golden().get("transition-halt");
        assertThat(words.words(draft).title()).isEqualTo("HALT of binance");

        Files.writeString(file, "{{nothere");
        assertThat(words.words(draft).title()).isEqualTo("HALT of binance");
        Files.delete(file);
        assertThat(words.words(draft).title()).isEqualTo("HALT of binance");
        assertThat(words.failures()).isZero();
        Files.writeString(file, "{{nothere");
        assertThatThrownBy(() -> Templates.load(temp)).isInstanceOf(TemplateException.class).hasMessageContaining(file + ":1: ");
    }

    @Test
    void shouldNotWaitForAPipe() throws Exception
    {
        final Path pipe = temp.resolve("transition.title.mustache");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "there is no mkfifo here");
        assertThatThrownBy(() -> Templates.load(temp)).isInstanceOf(TemplateException.class)
            .hasMessageContaining(pipe + ":1: this is no regular file");
    }

    @Test
    void shouldNotReadADeviceWithoutEndOrALinkToNothing() throws Exception
    {
        assumeTrue(Files.exists(Path.of("/dev/zero")), "there is no /dev/zero here");
        Files.createSymbolicLink(temp.resolve("transition.title.mustache"), Path.of("/dev/zero"));
        Files.createSymbolicLink(temp.resolve("transition.text.mustache"), temp.resolve("nothing"));
        Files.createDirectory(temp.resolve("transition.html.mustache"));
        assertThatThrownBy(() -> Templates.load(temp)).isInstanceOfSatisfying(TemplateException.class, told ->
            assertThat(told.errors()).hasSize(3)
                .anyMatch(error -> error.endsWith("title.mustache:1: this is no regular file"))
                .anyMatch(error -> error.endsWith("html.mustache:1: this is no regular file"))
                .anyMatch(error -> error.contains("text.mustache:1: it cannot be read (" + NoSuchFileException.class.getSimpleName())));
    }
}
