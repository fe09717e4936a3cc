package io.interlock.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What has to hold before Chronicle is touched. */
class StorePreflightTest
{
    private static final List<String> FLAGS = List.of("--add-opens java.base/java.lang.reflect=ALL-UNNAMED",
        "--add-opens java.base/sun.nio.ch=ALL-UNNAMED", "--add-exports java.base/jdk.internal.ref=ALL-UNNAMED");

    @TempDir
    private Path temp;

    @Test
    void shouldFindNothingMissingHere()
    {
        assertThat(StorePreflight.missing()).isEmpty();
        StorePreflight.check();
    }

    @Test
    void shouldNameEveryMissingFlagAndMakeNothing() throws Exception
    {
        final Path directory = temp.resolve("journal");
        final Process child = Children.withoutFlags(ChildWriter.class, directory.toString(), "0", "1", "1000000").start();
        final String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).isEqualTo(1);
        assertThat(output).contains(FLAGS).contains("IllegalStateException").doesNotContain("net.openhft");
        assertThat(directory).doesNotExist();
    }

    @Test
    void shouldShipEveryFlag() throws Exception
    {
        final Path conf = Path.of(System.getProperty("user.dir")).resolve("../engine/cli/src/dist/conf");
        for (final String file : new String[] {"interlock.jvmargs", "interlock-jdk24.jvmargs"})
        {
            assertThat(Files.readString(conf.resolve(file))).as(file).contains(FLAGS);
        }
    }

    @Test
    void shouldHaveNothingOnTheClassPathThatConnectsOut() throws Exception
    {
        ChronicleLibrary.prepare();
        assertThat(System.getProperty("java.class.path")).contains("chronicle-queue").doesNotContain("analytics");
        assertThatThrownBy(() -> Class.forName("net.openhft.chronicle.analytics.Analytics")).isInstanceOf(ClassNotFoundException.class);
        ChronicleStore.open(temp, StoreTests.small()).close();
        assertThat(System.getProperty("chronicle.announcer.disable")).isEqualTo("true");
        assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName)).noneMatch(name -> name.contains("analytics"));
    }

    @Test
    void shouldRefuseTheDisksOfOthers()
    {
        assertThat(Stream.of("nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "fuse", "9p", "ceph", "NFS"))
            .allMatch(LocalDisk::refused);
        assertThat(Stream.of("ext4", "xfs", "btrfs", "tmpfs", "overlay", "zfs", "apfs", "NTFS", "fuseblk")).noneMatch(LocalDisk::refused);
        assertThatThrownBy(() -> LocalDisk.require(temp, "nfs4")).hasMessageContaining(temp.toString()).hasMessageContaining("nfs4");
    }
}
