package io.interlock.cli.doctor;

import io.interlock.core.mapped.GateFile;
import io.interlock.core.mapped.GateFileException;
import io.interlock.core.mapped.GateFileReader;
import io.interlock.core.mapped.MappedScope;
import io.interlock.core.model.Level;
import io.interlock.core.text.CleanText;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Looks at the gate file of the last life, or of the one that runs: a start that cannot read it is refused. Changes nothing. */
final class GateCheck
{
    private static final String NAME = "gate";

    private GateCheck()
    {
    }

    /** Empty where there is none: then nothing is in the way. */
    static List<Finding> gate(final Path directory)
    {
        if (!Files.exists(directory.resolve(GateFile.NAME), LinkOption.NOFOLLOW_LINKS))
        {
            return List.of();
        }
        try (GateFileReader reader = GateFileReader.open(directory))
        {
            final List<MappedScope> scopes = reader.scopes();
            Level worst = Level.CLOSED;
            for (final MappedScope scope : scopes)
            {
                worst = Level.max(worst, scope.killed() ? Level.SHUTDOWN : scope.vital().level());
            }
            return List.of(Finding.ok(NAME, GateFile.NAME + " can be read: " + scopes.size() + (scopes.size() == 1 ? " scope" : " scopes")
                + ", the most severe " + worst));
        }
        catch (final GateFileException unusable)
        {
            return List.of(Finding.fail(NAME, CleanText.escaped(String.valueOf(unusable.getMessage())),
                "an engine does not start with it: do what that says"));
        }
    }
}
