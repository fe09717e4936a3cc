package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.model.Level;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.testing.Await;
import io.interlock.journal.FileJournal;
import io.interlock.journal.store.StoreSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a restart makes of silences and of messages that were not delivered, with the machine's clock and files. */
class RestartedNoticesTest
{
    private static final long SILENCE_MS = 8_000;

    private HttpSink sink;
    @TempDir
    private Path temp;
    private Path directory;

    @BeforeEach
    void listen() throws IOException
    {
        sink = new HttpSink();
        directory = temp.resolve("data");
    }

    @AfterEach
    void close() throws IOException
    {
        sink.close();
    }

    private BreakerConfig config()
    {
        return ConfigLoader.load("test", """
            preset: default
            engine: { stale-limit: 30s }
            notifications:
              channels:
                hook:
                  type: webhook
                  url: http://127.0.0.1:%d/hook
                  key: ${HOOK_KEY}
                  allow-private: yes
            """.formatted(sink.port()), "default", Map.of("HOOK_KEY", "the key of a test")::get);
    }

    private Stream<HttpSink.Request> of(final String scope)
    {
        return sink.taken().stream().filter(request -> request.body().contains("\"scope\":\"" + scope + '"'));
    }

    @Test
    void shouldTellWhatASilenceHeldWhenItEndsAfterTheRestart() throws Exception
    {
        final Instant end;
        try (FileJournal journal = FileJournal.open(directory, JournalSetup.settings(config()), StoreSettings.defaults());
            BreakerEngine engine = BreakerEngine.launch(new EngineContext().config(config()).directory(directory).journal(journal)
                .recovery(journal).commandDeadline(Duration.ofSeconds(30))))
        {
            // Ends sooner than one that an operator may ask for.
            end = Instant.ofEpochMilli(System.currentTimeMillis() + SILENCE_MS);
            engine.notice(new NoticeRecord(System.currentTimeMillis(), "s-1", "venue", "", NoticeRecord.Outcome.SILENCED, 0,
                new NoticeRecord.Words("ann", "until " + end + ": maintenance")));
            engine.drain();
        }
        try (Interlock interlock = Interlock.launch(config(), directory))
        {
            interlock.scope("venue").reporter().apiLatency(HostRig.HALTING_NS);
            interlock.scope("other").reporter().apiLatency(HostRig.HALTING_NS);
            Await.until("the other is told", () -> of("other").count() == 1);
            final boolean early = of("venue").findAny().isPresent();
            assertThat(early && Instant.now().isBefore(end)).as("told in the silence").isFalse();
            Await.until("the silence has ended", () -> of("venue").count() == 1);
            assertThat(Instant.now()).isAfterOrEqualTo(end);
            Await.until("it is gone", () -> interlock.notifications().silences().isEmpty());
        }
    }

    /** Halts a scope while nobody takes the message, and gives its id. */
    private String halted(final String scope) throws Exception
    {
        sink.does("hook", HttpSink.Mode.HANGS);
        final AtomicReference<String> id = new AtomicReference<>();
        try (Interlock interlock = Interlock.launch(config(), directory))
        {
            interlock.addTransitionListener(event -> id.set(event.id()));
            interlock.scope("elsewhere");
            // Two records that nothing rests on, one of them with a text to be found by.
            interlock.desk().override("elsewhere", true, "ann", "a text to be found by");
            interlock.desk().override("elsewhere", false, "ann", "");
            interlock.scope(scope).reporter().apiLatency(HostRig.HALTING_NS);
            Await.until("it is told", () -> id.get() != null);
            interlock.drain();
        }
        sink.does("hook", HttpSink.Mode.TAKES);
        return id.get();
    }

    /** Turns a bit wherever a text stands in the journal's files. */
    private int damage(final String text) throws IOException
    {
        int places = 0;
        final List<Path> files;
        try (Stream<Path> all = Files.walk(directory.resolve(FileJournal.FOLDER)))
        {
            files = all.filter(file -> file.toString().endsWith(".cq4")).toList();
        }
        for (final Path file : files)
        {
            final byte[] bytes = Files.readAllBytes(file);
            final String searched = new String(bytes, StandardCharsets.ISO_8859_1);
            for (int at = searched.indexOf(text); at >= 0; at = searched.indexOf(text, at + 1))
            {
                bytes[at] ^= 1;
                places++;
            }
            Files.write(file, bytes);
        }
        return places;
    }

    @Test
    void shouldSendWhatWasNotDeliveredAlsoFromADamagedJournal() throws Exception
    {
        final String id = halted("venue");
        assertThat(damage("a text to be found by")).isPositive();
        try (Interlock interlock = Interlock.launch(config(), directory))
        {
            Await.until("it is sent", () -> of("venue").count() > 0);
            Await.until("the damage is told", () -> of("").anyMatch(request -> request.body().contains("JOURNAL_DAMAGE")));
            assertThat(of("venue").findFirst().orElseThrow().header("X-Interlock-Delivery")).isEqualTo(id);
            assertThat(interlock.status().scope("venue").levels().own()).isEqualTo(Level.HALT);
        }
    }

    @Test
    void shouldSayThatMessagesMayBeLostWhereTheirRecordsAreDamaged() throws Exception
    {
        halted("venue-x");
        assertThat(damage("venue-x")).isPositive();
        try (Interlock interlock = Interlock.launch(config(), directory))
        {
            Await.until("the damage is told, and that messages may be lost with it", () -> of("").anyMatch(request ->
                request.body().contains("JOURNAL_DAMAGE")
                    && request.body().contains("Messages that were still to be delivered may be lost")));
            assertThat(interlock.status().scope("venue-x").levels().own()).as("the state file knows it").isEqualTo(Level.HALT);
        }
    }
}
