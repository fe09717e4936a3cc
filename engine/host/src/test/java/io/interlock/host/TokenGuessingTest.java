package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.config.ConfigLoader;
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
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who guesses a token is put off after ten of a minute, each address by itself, and the journal accounts for every guess. */
class TokenGuessingTest
{
    /** Each is a connection of its own, and its port is not free again for a minute: there are some 28,000. */
    private static final int GUESSES = Runs.of(500, 20_000);
    private static final int A_MINUTE = 10;
    private static final Pattern MORE = Pattern.compile("(\\d+) more within a minute are not listed");

    @TempDir
    private Path directory;

    private static int guess(final Wire wire, final SplittableRandom random, final String from) throws IOException
    {
        final String token = "ilk_" + Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
        return Wire.status(wire.exchange(("POST /api/circuit-breaker/kill HTTP/1.1\r\nHost: " + wire.host() + "\r\nAuthorization: Bearer "
            + token + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}").getBytes(StandardCharsets.ISO_8859_1),
            InetAddress.getByName(from)));
    }

    @Test
    void shouldPutOffAnAddressAfterTenAndJournalEach() throws Exception
    {
        final long seed = Long.getLong("interlock.seed", 20_261_132L);
        final SplittableRandom random = new SplittableRandom(seed);
        int tried = 0;
        try (Interlock interlock = Interlock.launch(
            ConfigLoader.load("test", "engine: { stale-limit: 30s }\nconsole: { port: 0 }\n"), directory))
        {
            final Wire wire = new Wire(interlock);
            final long startNs = System.nanoTime();
            for (int i = 0; i < GUESSES; i++)
            {
                final int status = guess(wire, random, "127.0.0.1");
                assertThat(status).as("seed %d, guess %d", seed, i).isIn(401, 429);
                tried += status == 401 ? 1 : 0;
            }
            // A minute of one address begins with its first guess.
            final long minutes = 1 + TimeUnit.NANOSECONDS.toMinutes(System.nanoTime() - startNs);
            assertThat(tried).as("not put off, in %d minutes", minutes).isBetween(A_MINUTE, (int)(A_MINUTE * minutes));
            assertThat(ConsoleClient.of(interlock).ask("admin", "GET", "/api/circuit-breaker/status", null).status())
                .as("a right token from there").isEqualTo(200);
            assertThat(interlock.scope("").level()).isEqualTo(Level.CLOSED);
        }
        final List<String> told = told();
        assertThat(listed(told, "127.0.0.1") + more(told)).as("in the journal: %s", told).isEqualTo(GUESSES);
        assertThat(listed(told, "127.0.0.1")).isGreaterThanOrEqualTo(A_MINUTE);
        Runs.done("guesses of a token from one address", GUESSES,
            tried + " tried, the rest put off; " + listed(told, "127.0.0.1") + " listed in the journal, " + more(told) + " counted there");
    }

    @Test
    void shouldPutOffEachAddressByItself() throws Exception
    {
        assumeTrue(isHere("127.0.0.2") && isHere("127.0.0.3"), "a machine with one address in its loopback");
        final SplittableRandom random = new SplittableRandom(1);
        try (Interlock interlock = Interlock.launch(
            ConfigLoader.load("test", "engine: { stale-limit: 30s }\nconsole: { port: 0, attempts-per-minute: 3 }\n"), directory))
        {
            final Wire wire = new Wire(interlock);
            final long startNs = System.nanoTime();
            final List<Integer> statuses = new ArrayList<>();
            for (final String from : List.of("127.0.0.2", "127.0.0.3"))
            {
                for (int i = 0; i < 4; i++)
                {
                    statuses.add(guess(wire, random, from));
                }
            }
            assumeTrue(System.nanoTime() - startNs < TimeUnit.MINUTES.toNanos(1), "eight requests took more than a minute");
            assertThat(statuses).containsExactly(401, 401, 401, 429, 401, 401, 401, 429);
        }
        assertThat(listed(told(), "127.0.0.2")).isEqualTo(4);
        assertThat(listed(told(), "127.0.0.3")).isEqualTo(4);
    }

    private static boolean isHere(final String address)
    {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(address, 0)))
        {
            return socket.isBound();
        }
        catch (final SocketException absent)
        {
            return false;
        }
    }

    private static int listed(final List<String> told, final String address)
    {
        return (int)told.stream().filter(line -> line.startsWith(address + " POST /api/circuit-breaker/kill")).count();
    }

    private static int more(final List<String> told)
    {
        int more = 0;
        for (final String line : told)
        {
            final Matcher matcher = MORE.matcher(line);
            more += matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
        }
        return more;
    }

    /** Who asked for what and what came of it, as the journal has it. */
    private List<String> told() throws Exception
    {
        final List<String> found = new ArrayList<>();
        try (ChronicleSource source = ChronicleSource.open(directory.resolve(FileJournal.FOLDER)))
        {
            final RecordDecoder decoder = new RecordDecoder();
            for (FrameSource.Frame frame = source.next(); frame != null; frame = source.next())
            {
                final Decoded decoded = decoder.decode(frame.bytes());
                if (decoded instanceof JournalRecord record && record.type() == RecordType.ISSUE
                    && "CONSOLE".equals(record.content().texts().subject()))
                {
                    found.add(record.content().texts().actor() + ' ' + record.content().texts().reason() + ' '
                        + record.content().texts().details());
                }
            }
        }
        return found;
    }
}
