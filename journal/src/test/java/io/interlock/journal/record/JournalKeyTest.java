package io.interlock.journal.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key file is private, long enough, and never told. */
class JournalKeyTest
{
    private static final String SECRET = "0123456789abcdef";

    @TempDir
    private Path directory;

    private Path file(final String text, final String permissions) throws Exception
    {
        final Path file = directory.resolve("key");
        Files.writeString(file, text);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix"))
        {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        }
        return file;
    }

    @Test
    void shouldReadAKeyWithoutTheLineEnd() throws Exception
    {
        final Chain read = new Chain(ChainHead.START, JournalKey.read(file(SECRET + "\r\n", "rw-------")));
        final Chain given = new Chain(ChainHead.START, JournalKey.of(SECRET.getBytes(StandardCharsets.US_ASCII)));
        final byte[] bytes = {1, 2, 3};
        assertThat(read.hash(bytes, 3, true)).isEqualTo(given.hash(bytes, 3, true)).isNotEqualTo(given.hash(bytes, 3, false));
        assertThat(JournalKey.read(file(SECRET, "r--------")).toString()).isEqualTo("JournalKey");
    }

    @Test
    void shouldRefuseWhatIsNoKeyAndNeverPrintIt() throws Exception
    {
        assertThatThrownBy(() -> JournalKey.read(directory.resolve("none"))).hasMessageContaining("none does not exist");
        assertThatThrownBy(() -> JournalKey.read(directory)).hasMessageContaining("is not a file");
        final Path small = file("0123456789abcde\n", "rw-------");
        assertThatThrownBy(() -> JournalKey.read(small)).hasMessageContaining("15 bytes; at least 16")
            .hasMessageNotContaining("0123456789");
        final Path large = file("x".repeat(5000), "rw-------");
        assertThatThrownBy(() -> JournalKey.read(large)).hasMessageContaining("5000 bytes; at most 4096");
        assertThatThrownBy(() -> JournalKey.of(new byte[15])).hasMessageContaining("at least 16 bytes, not 15");
    }

    @Test
    void shouldRefuseAFileThatOthersMayRead() throws Exception
    {
        Assumptions.assumeTrue(directory.getFileSystem().supportedFileAttributeViews().contains("posix"), "no owners here");
        for (final String permissions : Arrays.asList("rw-r-----", "rw----r--", "rw--w----", "rwx------"))
        {
            final Path file = file(SECRET, permissions);
            assertThatThrownBy(() -> JournalKey.read(file)).as(permissions).hasMessageContaining("chmod 0600");
        }
    }

    @Test
    void shouldReadAnchorsAndRefuseOthers()
    {
        final ChainHead head = new ChainHead(12, Hash.parse("ab".repeat(32)));
        assertThat(ChainHead.parse(head.toString())).isEqualTo(head);
        final String hash = "ab".repeat(32);
        for (final String wrong : Arrays.asList("", ":", "12", "x:" + hash, "-1:" + hash, "12:ab", "12:" + "zz".repeat(32)))
        {
            assertThatThrownBy(() -> ChainHead.parse(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SEQ:HASH");
        }
    }

    @Test
    void shouldAdvanceByOneRecordOnly()
    {
        final Chain chain = new Chain(ChainHead.START, null);
        assertThatThrownBy(() -> chain.advance(new ChainHead(2, Hash.ZERO))).isInstanceOf(IllegalArgumentException.class);
    }
}
