package io.interlock.cli.live;

import io.interlock.cli.Run;
import io.interlock.config.ConfigLoader;
import io.interlock.host.Interlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** An engine with a console, and what commands are told of it. Threading: the test's. */
public final class ConsoleEngine implements AutoCloseable
{
    private final Path temporary;
    private final Path directory;
    private final Path config;
    private Interlock interlock;

    /** Starts. */
    public ConsoleEngine(final Path temporary, final String yaml) throws IOException
    {
        this.temporary = temporary;
        directory = temporary.resolve("data");
        config = Files.writeString(temporary.resolve("c.yaml"), yaml);
        interlock = Interlock.launch(ConfigLoader.load(config, "default"), directory);
        final List<String> lines = Files.readAllLines(directory.resolve("console-tokens.txt"));
        for (final String line : lines)
        {
            if (!line.startsWith("#"))
            {
                final Path file = Files.writeString(temporary.resolve(line.split(" ")[0] + ".token"), line + "\n");
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
        }
    }

    /** The engine. */
    public Interlock interlock()
    {
        return interlock;
    }

    /** Its directory. */
    public Path directory()
    {
        return directory;
    }

    /** Where its console is. */
    public String url()
    {
        return interlock.console().orElseThrow().url();
    }

    /** A role's token. */
    public Path token(final String role)
    {
        return temporary.resolve(role + ".token");
    }

    /** Stops as planned and starts again. */
    public void restart()
    {
        interlock.close();
        interlock = Interlock.launch(ConfigLoader.load(config, "default"), directory);
    }

    /** Runs a command on its directory, with a role's token. */
    public Run run(final String role, final String... command)
    {
        final List<String> args = new ArrayList<>(List.of(command));
        args.addAll(List.of("--directory", directory.toString(), "--token-file", token(role).toString(), "--timeout", "60"));
        return Run.of("", args.toArray(String[]::new));
    }

    @Override
    public void close()
    {
        interlock.close();
    }
}
