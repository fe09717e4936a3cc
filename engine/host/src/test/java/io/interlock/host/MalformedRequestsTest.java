package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.testing.Runs;
import io.interlock.journal.FileJournal;
import io.interlock.journal.record.Decoded;
import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.record.RecordDecoder;
import io.interlock.journal.record.RecordType;
import io.interlock.journal.store.ChronicleSource;
import io.interlock.journal.store.FrameSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Malformed requests to a whole engine's routes: without a token that may, none changes anything; with any token, none makes the service
 * fail.
 */
class MalformedRequestsTest
{
    private static final int REQUESTS = Runs.of(2_000, 100_000);
    private static final List<String> SCOPES = List.of("", "venue", "venue/maker-1");
    /** With which nothing but reading is allowed. */
    private static final Set<String> READERS = Set.of("viewer");
    private static final long GROWTH_BYTES = 24L << 20;

    @TempDir
    private Path directory;

    private int answered;

    private Interlock launch()
    {
        final Interlock interlock = Interlock.launch(
            ConfigLoader.load("test", "engine: { stale-limit: 30s }\nconsole: { port: 0 }\n"), directory,
            new EngineContext().commandDeadline(Duration.ofSeconds(30)));
        interlock.scope("venue/maker-1");
        return interlock;
    }

    private static long seed(final long usual)
    {
        return Long.getLong("interlock.seed", usual);
    }

    private static ApiMutations mutations(final Interlock interlock, final long seed, final Set<String> roles) throws IOException
    {
        final Map<String, String> tokens = new HashMap<>(ConsoleClient.tokens(interlock.console().orElseThrow().tokens()));
        tokens.keySet().retainAll(roles);
        return new ApiMutations(new SplittableRandom(seed), new Wire(interlock).host(), tokens);
    }

    /** Each is answered by what is no fault, if at all. */
    private void send(final Wire wire, final ApiMutations mutations, final int requests, final long seed) throws IOException
    {
        for (int i = 0; i < requests; i++)
        {
            final byte[] bytes = mutations.next();
            final String answer = wire.exchange(bytes);
            if (!answer.isEmpty())
            {
                answered++;
                final String what = "seed " + seed + ", request " + i + ": " + new String(bytes, StandardCharsets.UTF_8);
                assertThat(Wire.status(answer)).as(what).isNotEqualTo(500).isBetween(200, 504);
                assertThat(answer).as(what).doesNotContain("Exception").doesNotContain("io.undertow").doesNotContain("\tat ");
            }
        }
    }

    private static String levels(final Interlock interlock) throws Exception
    {
        final StringBuilder all = new StringBuilder();
        for (final String scope : SCOPES)
        {
            all.append(scope).append(' ').append(interlock.scope(scope).ownLevel()).append(' ')
                .append(interlock.scope(scope).gate().check(Intent.OPEN, 1.0).allowed()).append('\n');
        }
        return all.append(interlock.engine().desk().scopes())
            .append(ConsoleClient.of(interlock).get("/api/notifications/silences")).toString();
    }

    private static long threads()
    {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().contains("interlock")).count();
    }

    private static long usedBytes()
    {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++)
        {
            System.gc();
            least = Math.min(least, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }

    @Test
    void shouldChangeNothingWithoutATokenThatMay() throws Exception
    {
        final long seed = seed(20_261_130L);
        final long before;
        final long threads;
        try (Interlock interlock = launch())
        {
            final ApiMutations mutations = mutations(interlock, seed, READERS);
            final Wire wire = new Wire(interlock);
            final String levels = levels(interlock);
            send(wire, mutations, REQUESTS / 10, seed);
            before = usedBytes();
            threads = threads();

            send(wire, mutations, REQUESTS, seed);

            final long grown = usedBytes() - before;
            assertThat(answered).as("most are answered").isGreaterThan(REQUESTS / 2);
            assertThat(levels(interlock)).as("seed %d", seed).isEqualTo(levels);
            assertThat(interlock.status().counters().judged()).as("reports").isZero();
            // Those of the pools come as they are needed: one reads, as nobody asks at once.
            assertThat(threads()).as("threads, %d before", threads).isLessThanOrEqualTo(threads + 4);
            assertThat(grown).as("heap, seed %d", seed).isLessThan(GROWTH_BYTES);
            assertThat(ConsoleClient.of(interlock).ask("admin", "POST", "/api/circuit-breaker/kill", "{\"scope\":\"venue\"}").status())
                .as("a right token after all").isEqualTo(200);
            Runs.done("malformed requests to the routes of an engine, none with a token that may change anything", REQUESTS,
                String.format(Locale.ROOT, "no level, override, scope or report; no answer 500; threads %d, then %d; heap %,d KiB more",
                    threads, threads(), grown >> 10));
        }
        assertThat(changes()).as("what the journal has, seed %d", seed).containsExactlyInAnyOrder("TRANSITION", "COMMAND");
    }

    /** What changes a level or was commanded; the console's records of attempts are none of it. */
    private List<String> changes() throws Exception
    {
        final Set<RecordType> wanted = EnumSet.of(RecordType.TRANSITION, RecordType.COMMAND);
        final List<String> found = new java.util.ArrayList<>();
        try (ChronicleSource source = ChronicleSource.open(directory.resolve(FileJournal.FOLDER)))
        {
            final RecordDecoder decoder = new RecordDecoder();
            for (FrameSource.Frame frame = source.next(); frame != null; frame = source.next())
            {
                final Decoded decoded = decoder.decode(frame.bytes());
                if (decoded instanceof JournalRecord record && wanted.contains(record.type()))
                {
                    found.add(record.type().name());
                }
            }
        }
        return found;
    }

    @Test
    void shouldFailAtNoRequestWhateverItsToken() throws Exception
    {
        final long seed = seed(20_261_131L);
        final int requests = REQUESTS / 2;
        try (Interlock interlock = launch())
        {
            send(new Wire(interlock), mutations(interlock, seed, Set.of("reporter", "viewer", "operator", "admin")), requests, seed);

            final ConsoleClient client = ConsoleClient.of(interlock);
            assertThat(client.ask(null, "GET", "/health", null).status()).isEqualTo(200);
            assertThat(client.get("/api/circuit-breaker/status").get("stale").booleanValue()).isFalse();
            assertThat(client.ask("viewer", "GET", "/metrics", null).status()).isEqualTo(200);
            client.ask("admin", "POST", "/api/circuit-breaker/kill", "{}");
            assertThat(interlock.scope("").ownLevel()).isEqualTo(Level.SHUTDOWN);
            Runs.done("malformed requests to the routes of an engine, with tokens of every role", requests,
                answered + " answered, no 500; the engine is live and obeys");
        }
    }
}
