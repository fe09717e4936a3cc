package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A host closes in a shutdown hook what its try block closes too. */
@Timeout(300)
class ClosedTwiceTest
{
    private static final int CLOSERS = 8;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream usualErr = System.err;
    @TempDir
    private Path folder;

    @BeforeEach
    void listen()
    {
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore()
    {
        System.setErr(usualErr);
    }

    @Test
    void shouldHaveNothingToDoAndNothingToSayTheSecondTime()
    {
        final Interlock interlock = Interlock.launch(HostRig.config(), folder.resolve("data"));
        interlock.close();
        assertThat(interlock.isStoppedAsPlanned()).isTrue();
        said.reset();
        interlock.close();
        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(interlock.isStoppedAsPlanned()).isTrue();
    }

    @Test
    void shouldReturnToEachOfManyClosersWhenAllIsClosed() throws Exception
    {
        final Interlock interlock = Interlock.launch(HostRig.config(), folder.resolve("data"));
        final List<CompletableFuture<Boolean>> closers = new ArrayList<>();
        for (int i = 0; i < CLOSERS; i++)
        {
            closers.add(CompletableFuture.supplyAsync(() ->
            {
                interlock.close();
                return interlock.isStoppedAsPlanned();
            }));
        }
        for (final CompletableFuture<Boolean> closer : closers)
        {
            assertThat(closer.get(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(said.toString(StandardCharsets.UTF_8)).doesNotContain("ERROR");
    }
}
