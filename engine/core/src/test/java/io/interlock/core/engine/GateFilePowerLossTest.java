package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.mapped.GateFile;
import io.interlock.core.mapped.GateFileException;
import io.interlock.core.mapped.GateFileReader;
import io.interlock.core.mapped.MappedScope;
import io.interlock.core.testing.Runs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code gate.dat} is never forced after it was put in place: a loss of power leaves each sector of 512 bytes as it was at any time since.
 * Alone it then promises nothing (journal and state file do); but each scope in it is one that was there, or the file is refused.
 */
class GateFilePowerLossTest
{
    private static final int STATES = Runs.of(2_000, 100_000);
    private static final long SEED = Long.getLong("interlock.seed", 4_016L);
    private static final int SECTOR = 512;
    private static final int TRANSITIONS = 25;

    @TempDir
    private Path temp;
    private final Random random = new Random(SEED);
    private final List<byte[]> images = new ArrayList<>();
    private final Map<String, Set<Object>> was = new HashMap<>();

    private void look() throws IOException
    {
        images.add(Files.readAllBytes(temp.resolve(GateFile.NAME)));
        try (GateFileReader reader = GateFileReader.open(temp))
        {
            for (final MappedScope scope : reader.scopes())
            {
                was.computeIfAbsent(scope.path(), path -> new HashSet<>()).add(scope.vital());
            }
        }
    }

    private void live() throws IOException
    {
        try (BreakerEngine engine = BreakerEngine.launch(TestConfigs.scopes(8), temp))
        {
            look();
            for (int n = 0; n < TRANSITIONS; n++)
            {
                final String scope = "venue-" + random.nextInt(6);
                if (random.nextBoolean())
                {
                    engine.scope(scope).reporter().apiLatency((1 + random.nextInt(4)) * TestConfigs.SECOND);
                    engine.drain();
                }
                else
                {
                    engine.scope(scope);
                    engine.desk().override(scope, random.nextBoolean(), "ann", "news");
                }
                look();
            }
        }
    }

    /** Each sector from any image up to a moment. */
    private byte[] left()
    {
        final int until = 1 + random.nextInt(images.size());
        final byte[] left = images.get(random.nextInt(until)).clone();
        for (int at = 0; at < left.length; at += SECTOR)
        {
            System.arraycopy(images.get(random.nextInt(4) == 0 ? random.nextInt(until) : until - 1), at, left, at, SECTOR);
        }
        return left;
    }

    @Test
    void shouldReadOnlyWhatWasThereOrRefuse() throws IOException
    {
        live();
        final Path directory = Files.createDirectory(temp.resolve("left"));
        long refused = 0;
        try (FileChannel file = FileChannel.open(
            directory.resolve(GateFile.NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE))
        {
            for (int state = 0; state < STATES; state++)
            {
                file.write(ByteBuffer.wrap(left()), 0);
                try (GateFileReader reader = GateFileReader.open(directory))
                {
                    for (final MappedScope scope : reader.scopes())
                    {
                        assertThat(was.getOrDefault(scope.path(), Set.of()).contains(scope.vital()))
                            .as("seed %d, state %d: %s was once %s", SEED, state, scope.path(), scope.vital()).isTrue();
                    }
                }
                catch (final GateFileException torn)
                {
                    refused++;
                }
            }
        }
        assertThat(refused).isLessThan(STATES);
        Runs.done("subsets of unforced sectors dropped, gate.dat", STATES, refused + " refused, the others held what once was");
    }
}
