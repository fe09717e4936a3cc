package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.model.Level;
import io.interlock.journal.input.InputLog;
import io.interlock.journal.input.InputReader;
import io.interlock.journal.input.InputVisitor;
import io.interlock.journal.store.ChronicleSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an engine leaves on the disk has the references of secrets and none of their values, and is read where there are none. */
class RecordedSecretsTest
{
    private static final String CANARY = "cAnArY-51b7";

    @TempDir
    private Path directory;

    private BreakerConfig config(final String secret) throws IOException
    {
        final Path file = Files.writeString(directory.resolve("secret"), secret);
        return ConfigLoader.load("test", """
            engine: { stale-limit: 10s }
            journal: { inputs: on }
            notifications:
              channels:
                log: { type: log }
                chat: { type: slack, priority: EMERGENCY, quiet-hours: "00:00-23:59", webhook-url: "${A_VARIABLE}" }
                pager: { type: pagerduty, priority: EMERGENCY, quiet-hours: "00:00-23:59", routing-key-file: "FILE" }
            """.replace("FILE", file.toString()), Map.of("A_VARIABLE", secret)::get);
    }

    private static List<String> recorded(final Path inputs) throws IOException
    {
        final List<String> texts = new ArrayList<>();
        try (ChronicleSource source = ChronicleSource.open(inputs))
        {
            new InputReader(new InputVisitor()
            {
                @Override
                public void life(final Life life)
                {
                    texts.add(life.config());
                }
            }).read(source);
        }
        return texts;
    }

    @Test
    void shouldKeepReferencesAndNoValues() throws IOException
    {
        final Path engine = directory.resolve("engine");
        final BreakerConfig config = config(CANARY);
        try (Interlock interlock = Interlock.launch(config, engine))
        {
            // HALT: a dump is written too.
            interlock.scope("venue").reporter().apiLatency(4_000_000_000L);
            interlock.drain();
            assertThat(interlock.scope("venue").level()).isEqualTo(Level.HALT);
        }
        Files.delete(directory.resolve("secret"));

        final List<String> withReference = new ArrayList<>();
        try (Stream<Path> files = Files.walk(engine))
        {
            for (final Path file : files.filter(Files::isRegularFile).toList())
            {
                final String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(bytes.contains(CANARY)).as("a secret in %s", file).isFalse();
                if (bytes.contains("${A_VARIABLE}"))
                {
                    withReference.add(engine.relativize(file).getName(0).toString());
                }
            }
        }
        assertThat(withReference).as("journal, recording and dump").contains("journal", InputLog.FOLDER, "dumps");
        assertThat(recorded(engine.resolve(InputLog.FOLDER))).singleElement().satisfies((yaml) ->
            assertThat(ConfigLoader.recorded("the recording", yaml)).isEqualTo(config));
    }

    @Test
    void shouldSayTheSameWhateverTheSecretsAre() throws IOException
    {
        final String one = ConfigText.of(config("one"));

        assertThat(ConfigText.of(config("another"))).isEqualTo(one).contains("${A_VARIABLE}");
        assertThat(JournalSetup.hash(ConfigText.of(ConfigLoader.load("other", "engine: { stale-limit: 10s }\njournal: { inputs: on }"))))
            .isNotEqualTo(JournalSetup.hash(one));
    }

    /** Who must agree to what loosens is part of what the journal's records say of the configuration. */
    @Test
    void shouldHaveAnotherHashWithTheTwoPersonRuleAndForEachOtherKeyOfTheConsole()
    {
        final List<String> hashes = Stream.of("{}", "{ two-person: on }", "{ port: 8080 }", "{ port: 8080, two-person: on }",
            "{ bind: \"::1\" }", "{ max-connections: 99 }", "{ attempts-per-minute: 9 }", "{ allowed-hosts: [a.example.com] }",
            "{ allowed-origins: [\"https://a.example.com\"] }")
            .map((console) -> JournalSetup.hash(ConfigText.of(ConfigLoader.load("test", "console: " + console))).toString()).toList();

        assertThat(hashes).doesNotHaveDuplicates();
    }
}
