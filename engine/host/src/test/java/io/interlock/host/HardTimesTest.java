package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.core.mapped.GateFile;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.journal.FileJournal;
import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.record.RecordDecoder;
import io.interlock.journal.store.ChronicleSource;
import io.interlock.journal.store.FrameSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Descriptors, the data directory, the right to write to it, and {@code gate.dat} are taken from a running gateway: its gate answers,
 * nothing loosens, an issue names the thing, and what was acknowledged is there after a restart.
 */
@Timeout(300)
class HardTimesTest
{
    private static final String QUIET = "health.descriptors: off";

    @TempDir
    private Path temp;
    private Path directory;
    private Process child;
    private BufferedReader output;
    private Writer input;

    @AfterEach
    void end() throws Exception
    {
        if (child != null)
        {
            child.destroyForcibly();
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private String begin(final String config, final String... before) throws IOException
    {
        directory = temp.resolve("data");
        final List<String> command = new ArrayList<>(List.of(before));
        command.addAll(Children.java(HardTimesChild.class, directory.toString(), config));
        child = new ProcessBuilder(command).redirectError(temp.resolve("child.err").toFile()).start();
        output = child.inputReader();
        input = child.outputWriter();
        final String ready = output.readLine();
        assertThat(ready).as(Files.readString(temp.resolve("child.err"))).startsWith("ready");
        return ready.substring("ready ".length());
    }

    private String ask(final String word) throws IOException
    {
        input.write(word + "\n");
        input.flush();
        final String answer = output.readLine();
        assertThat(answer).as(word + ": " + Files.readString(temp.resolve("child.err"))).isNotNull();
        return answer;
    }

    /** Up and down, so that there is something acknowledged; then up. */
    private String acknowledged() throws IOException
    {
        assertThat(ask("halt")).isEqualTo("HALT open false cancel true");
        assertThat(ask("loosen")).isEqualTo("CLOSED root CLOSED");
        return ask("durable");
    }

    private void kill() throws InterruptedException
    {
        child.destroyForcibly();
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    private static List<String> heads(final Path at) throws IOException
    {
        final List<String> heads = new ArrayList<>();
        final RecordDecoder decoder = new RecordDecoder();
        try (FrameSource source = ChronicleSource.open(at.resolve(FileJournal.FOLDER)))
        {
            for (FrameSource.Frame frame = source.next(); frame != null; frame = source.next())
            {
                heads.add(((JournalRecord)decoder.decode(frame.bytes())).head().toString());
            }
        }
        return heads;
    }

    private void restart(final String config, final Level venue, final Level root)
    {
        try (Interlock interlock = Interlock.launch(HardTimesChild.config(config), directory))
        {
            assertThat(interlock.scope("venue").ownLevel()).isGreaterThanOrEqualTo(venue);
            assertThat(interlock.scope("").ownLevel()).isGreaterThanOrEqualTo(root);
        }
    }

    /** For real: the limit is this process's own, and the descriptors are open. */
    @Test
    void shouldShutDownWhereDescriptorsStayTaken() throws Exception
    {
        begin("health: { descriptors: 90%, looks: 1 }", "sh", "-c", "ulimit -n 300; exec \"$@\"", "sh");
        assertThat(ask("hoard")).isEqualTo("hoarded true");
        assertThat(ask("wait HEALTH_DESCRIPTORS")).contains("of 300 are open").contains("ulimit -n");
        while (!ask("own").equals("SHUTDOWN"))
        {
            Thread.onSpinWait();
        }
        kill();
        try (Interlock interlock = Interlock.launch(HardTimesChild.config(QUIET), directory))
        {
            assertThat(interlock.scope("").ownLevel()).isEqualTo(Level.SHUTDOWN);
            assertThat(interlock.status().scope("").last().cause()).isIn(Cause.SYSTEM_ERROR, null);
        }
    }

    /** A crowd at the console takes what there is, and the journal needs another file. */
    @Test
    void shouldLoseNothingWhereACrowdTakesAllDescriptorsWhileTheJournalRolls() throws Exception
    {
        final String crowded = QUIET + "\nconsole: { port: 0, max-connections: 1000 }\njournal.roll-mib: 1";
        final URI url = URI.create(begin(crowded, "sh", "-c", "ulimit -n 300; exec \"$@\"", "sh"));
        final String durable = acknowledged();
        final List<Socket> crowd = new ArrayList<>();
        try
        {
            for (int i = 0; i < 400; i++)
            {
                final Socket socket = new Socket();
                crowd.add(socket);
                socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), 1_000);
            }
        }
        catch (final IOException full)
        {
            assertThat(crowd).hasSizeGreaterThan(100);
        }
        assertThat(ask("wait HEALTH_DESCRIPTORS")).contains("of 300 are open");
        assertThat(ask("halt")).isEqualTo("HALT open false cancel true");
        for (final Socket socket : crowd)
        {
            socket.close();
        }
        kill();
        assertThat(heads(directory)).contains(durable);
        restart(QUIET, Level.HALT, Level.CLOSED);
    }

    @Test
    void shouldTellThatTheDirectoryIsGoneAndLoosenNothing() throws Exception
    {
        begin(QUIET);
        final String durable = acknowledged();
        assertThat(ask("halt")).isEqualTo("HALT open false cancel true");
        final Path elsewhere = temp.resolve("elsewhere");
        Files.move(directory, elsewhere);
        assertThat(ask("wait DATA_DIRECTORY")).contains(directory.toString()).contains("is gone");
        // To a file that nobody can find nothing is durable.
        assertThat(ask("loosen")).isEqualTo("HALT root HALT");
        // The journal's file is found to be gone, or before that the state file, where what halted was still to be kept.
        assertThat(ask("wait JOURNAL " + directory)).containsAnyOf("deleted or replaced", "state.dat");
        assertThat(ask("halt")).isEqualTo("HALT open false cancel true");
        kill();
        assertThat(heads(elsewhere)).contains(durable);
        Files.move(elsewhere, directory);
        restart(QUIET, Level.HALT, Level.CLOSED);
    }

    @Test
    void shouldTellThatTheDirectoryCannotBeWrittenTo() throws Exception
    {
        final boolean root = System.getProperty("user.name").equals("root");
        // Root may write anywhere but where it has given that up.
        final String[] before = root ? new String[] {"setpriv", "--bounding-set", "-dac_override,-dac_read_search"} : new String[0];
        assumeTrue(!root || runs("setpriv", "--bounding-set", "-dac_override,-dac_read_search", "true"), "there is no setpriv here");
        begin(QUIET, before);
        final String durable = acknowledged();
        try
        {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-x------"));
            assertThat(ask("wait DATA_DIRECTORY")).contains(directory.toString()).contains("cannot be written to");
            assertThat(ask("halt")).isEqualTo("HALT open false cancel true");
        }
        finally
        {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
        kill();
        assertThat(heads(directory)).contains(durable);
        restart(QUIET, Level.HALT, Level.CLOSED);
    }

    private static boolean runs(final String... command) throws InterruptedException
    {
        try
        {
            return new ProcessBuilder(command).start().waitFor() == 0;
        }
        catch (final IOException missing)
        {
            return false;
        }
    }

    /** Its mapping then throws wherever it is touched: OPEN is refused, and somebody is told what was done to which file. */
    @Test
    void shouldTellThatGateDatWasCutAndRefuseFromThenOn() throws Exception
    {
        begin(QUIET);
        final String durable = acknowledged();
        try (FileChannel channel = FileChannel.open(directory.resolve(GateFile.NAME), StandardOpenOption.WRITE))
        {
            channel.truncate(0);
        }
        assertThat(ask("wait DATA_DIRECTORY")).contains(GateFile.NAME).contains("0 bytes in place of");
        assertThat(ask("checks")).isEqualTo("open false cancel true");
        assertThat(ask("level")).isEqualTo("SHUTDOWN");
        kill();
        assertThat(heads(directory)).contains(durable);
    }
}
