package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.dump.Dump;
import io.interlock.core.dump.DumpException;
import io.interlock.core.dump.DumpFiles;
import io.interlock.core.dump.DumpPart;
import io.interlock.core.dump.DumpReader;
import io.interlock.core.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that has no memory left still leaves an emergency dump. */
@Timeout(300)
class DumpOutOfMemoryTest
{

    @TempDir
    Path temp;

    private interface Check
    {
        void run() throws Exception;
    }

    private Path data()
    {
        return temp.resolve("data");
    }

    private void withChild(final List<String> more, final Check check) throws Exception
    {
        final List<String> command = new ArrayList<>(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", "--add-opens",
            "java.base/jdk.internal.misc=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), ChildFullHeap.class.getName(),
            data().toString()));
        command.addAll(more);
        final Process child = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(temp.resolve("child.log").toFile())
            .start();
        try
        {
            check.run();
        }
        catch (final AssertionError failed)
        {
            throw new AssertionError(failed.getMessage() + "\nthe child " + (child.isAlive() ? "lives" : "is dead") + ", it said: "
                + Files.readString(temp.resolve("child.log")), failed);
        }
        finally
        {
            child.destroyForcibly();
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** A heap of 64 MB that is full is collected over and over: give it time. */
    @Test
    void shouldLeaveACompleteDumpWhenTheHeapIsFullAndCancel() throws Exception
    {
        withChild(List.of(), () ->
        {
            final DumpRig rig = new DumpRig(data());
            Await.until("a dump", () -> !rig.files("SHUTDOWN").isEmpty());
            final Dump dump = DumpReader.read(rig.files("SHUTDOWN").get(0));
            engineSections(dump);
            assertThat(dump.findings()).isEmpty();
            assertThat(dump.complete()).as(dump.toString()).isTrue();
            assertThat(dump.rows(DumpPart.OPEN_ORDERS, "order")).hasSize(1_000);
            assertThat(dump.rows(DumpPart.POSITIONS, "position").get(0).get("quantity")).isEqualTo("-1.5");
            final Path cancelled = Path.of(data() + ".cancelled");
            Await.until("the orders are cancelled", () -> Files.size(cancelled) == 1);
        });
    }

    private static void engineSections(final Dump dump)
    {
        assertThat(dump.rows(DumpPart.HEADER, "asked_by").get(0).fields()).containsEntry("cause", "MEMORY_ERROR")
            .containsEntry("scope", "").containsEntry("to", "SHUTDOWN");
        assertThat(dump.rows(DumpPart.LEVELS, "scope").stream().map(row -> row.get("path") + ' ' + row.get("effective")))
            .containsExactly(" SHUTDOWN", "v SHUTDOWN");
        assertThat(dump.rows(DumpPart.LEVELS, "scope").get(1).get("own_override")).isEqualTo("true");
        assertThat(dump.rows(DumpPart.WINDOWS, "results")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(dump.rows(DumpPart.WINDOWS, "equity").get(0).get("equity")).isEqualTo("1000000.25");
        assertThat(dump.rows(DumpPart.CONFIG, "value")).isNotEmpty();
        assertThat(dump.rows(DumpPart.SAMPLES, "latencies").get(0).get("samples")).isEqualTo("1");
        for (final DumpPart part : List.of(DumpPart.HEADER, DumpPart.LEVELS, DumpPart.COUNTERS, DumpPart.WINDOWS, DumpPart.CONFIG,
            DumpPart.ISSUES, DumpPart.SAMPLES))
        {
            assertThat(dump.section(part)).as(part.name()).isNotNull();
            assertThat(dump.section(part).complete()).as(part.name()).isTrue();
        }
    }

    @Test
    void shouldLeaveTheEnginesPartsThoughSomebodyTakesEveryByteThatIsGivenBack() throws Exception
    {
        withChild(List.of("greedy"), () ->
        {
            Await.until("a dump, under its name or not yet", () -> whole() != null);
            engineSections(whole());
        });
    }

    private Dump whole() throws IOException
    {
        final DumpRig rig = new DumpRig(data());
        final List<Path> files = new ArrayList<>(rig.files("SHUTDOWN"));
        files.addAll(rig.files(DumpFiles.NEXT));
        for (final Path file : files)
        {
            try
            {
                final Dump dump = DumpReader.read(file);
                if (dump.section(DumpPart.END) != null && dump.rows(DumpPart.HEADER, "dump").get(0).get("moment").equals("AT_ONCE"))
                {
                    return dump;
                }
            }
            catch (final DumpException notYet)
            {
                // It is being written.
                continue;
            }
        }
        return null;
    }
}
