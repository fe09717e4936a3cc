package io.interlock.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A measured thread has a core of its own, and the threads that it starts have not. */
class CoresTest
{
    private static String allowed()
    {
        try
        {
            return Files.readAllLines(Path.of("/proc/thread-self/status")).stream()
                .filter(line -> line.startsWith("Cpus_allowed_list:")).findFirst().orElseThrow();
        }
        catch (final IOException unreadable)
        {
            throw new IllegalStateException(unreadable);
        }
    }

    private static String allowedOf(final String name) throws InterruptedException
    {
        final AtomicReference<String> said = new AtomicReference<>();
        final Thread thread = Cores.factory("pinned", 1).newThread(() -> said.set(allowed()));
        thread.setName(name);
        thread.start();
        thread.join();
        return said.get();
    }

    @Test
    void shouldReadRangesAndSingleCores()
    {
        assertThat(Cores.numbers("0-2,5,7-8")).containsExactly(0, 1, 2, 5, 7, 8);
    }

    @Test
    void shouldPinOneThreadAndLeaveTheOthersFree() throws Exception
    {
        assumeTrue(Cores.areFree(), "no taskset, or one core");
        final String before = allowed();
        try
        {
            Cores.pin(0);
            assertThat(allowed()).isNotEqualTo(before);
            assertThat(allowedOf("other")).isEqualTo(before);
            assertThat(allowedOf("pinned")).isNotIn(before, allowed());
        }
        finally
        {
            Cores.free();
        }
        assertThat(allowed()).isEqualTo(before);
    }
}
