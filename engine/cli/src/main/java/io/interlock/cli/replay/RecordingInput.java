package io.interlock.cli.replay;

import io.interlock.cli.CliException;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Unreadable;
import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigException;
import io.interlock.config.ConfigLoader;
import io.interlock.core.text.CleanText;
import io.interlock.journal.FileJournal;
import io.interlock.journal.input.InputLog;
import io.interlock.journal.input.InputReader;
import io.interlock.journal.input.InputVisitor;
import io.interlock.journal.store.ChronicleSource;
import io.interlock.journal.store.FrameSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds the recording and the journal that a command is given a directory of. Nothing on the disk is changed.
 *
 * <p>Threading: stateless.
 */
public final class RecordingInput
{
    /** Ends a reading that only wanted the beginning. */
    private static final class Enough extends RuntimeException
    {
        private static final long serialVersionUID = 1L;
        private final transient InputVisitor.Life life;

        Enough(final InputVisitor.Life life)
        {
            super(null, null, false, false);
            this.life = life;
        }
    }

    private RecordingInput()
    {
    }

    /**
     * Opens the recording of an engine's directory.
     *
     * @param directory of the engine.
     * @return to be closed.
     * @throws CliException with {@link ExitCode#BAD_INPUT} where there is none, or none that may be read.
     */
    public static ChronicleSource inputs(final Path directory)
    {
        final Path below = directory.resolve(InputLog.FOLDER);
        if (Files.isDirectory(directory) && !Files.exists(below))
        {
            throw new CliException(ExitCode.BAD_INPUT, CleanText.escaped(directory.toString())
                + ": there is no recording of inputs in this directory (an engine with journal.inputs: on makes one, in "
                + InputLog.FOLDER + ")");
        }
        return open(Files.isDirectory(directory) ? below : directory, "recording");
    }

    /**
     * Opens the journal of an engine's directory.
     *
     * @param directory of the engine.
     * @return to be closed.
     * @throws CliException with {@link ExitCode#BAD_INPUT} where there is none, or none that may be read.
     */
    public static ChronicleSource journal(final Path directory)
    {
        return open(directory.resolve(FileJournal.FOLDER), "journal");
    }

    private static ChronicleSource open(final Path directory, final String called)
    {
        try
        {
            return ChronicleSource.open(directory, called);
        }
        catch (final IOException unreadable)
        {
            throw new CliException(ExitCode.BAD_INPUT, Unreadable.why(unreadable));
        }
    }

    /**
     * A configuration that was recorded.
     *
     * @param yaml as it was recorded.
     * @return the configuration.
     * @throws CliException with {@link ExitCode#BAD_INPUT} where this program cannot read it.
     */
    public static BreakerConfig config(final String yaml)
    {
        try
        {
            return ConfigLoader.recorded("the recorded configuration", yaml);
        }
        catch (final ConfigException e)
        {
            throw new CliException(
                ExitCode.BAD_INPUT, "the configuration in the recording cannot be read by this program: " + e.getMessage());
        }
    }

    /**
     * What a configuration that names no preset is laid over: that of the recording.
     *
     * @param directory of the engine.
     * @return a name that there is.
     */
    public static String preset(final Path directory)
    {
        final String preset = config(firstLife(directory).config()).preset();
        return ConfigLoader.presets().contains(preset) ? preset : ConfigLoader.DEFAULT_PRESET;
    }

    /**
     * The first life that a recording has.
     *
     * @param directory of the engine.
     * @return what is known of it.
     * @throws CliException with {@link ExitCode#BAD_INPUT} where there is none.
     */
    public static InputVisitor.Life firstLife(final Path directory)
    {
        try (FrameSource source = inputs(directory))
        {
            new InputReader(new InputVisitor()
            {
                @Override
                public void life(final Life life)
                {
                    throw new Enough(life);
                }
            }).read(source);
        }
        catch (final Enough found)
        {
            return found.life;
        }
        catch (final IOException unreadable)
        {
            throw new CliException(ExitCode.BAD_INPUT, Unreadable.why(unreadable));
        }
        throw new CliException(ExitCode.BAD_INPUT,
            CleanText.escaped(directory.toString()) + ": the recording of inputs is empty, or nothing in it can be read");
    }
}
