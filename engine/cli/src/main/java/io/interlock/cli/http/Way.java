package io.interlock.cli.http;

import io.interlock.core.text.CleanText;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * How an engine is asked: by its console, or by the mapped file in its directory. Exactly one of the two is there.
 *
 * <p>Threading: one thread.
 *
 * @param api       its console; null where the mapped file is used.
 * @param directory the engine's; null where the console is used.
 * @param why       why the mapped file is used although a token is configured; empty where there is nothing to say.
 * @param token     the one that is configured; null where none is.
 */
public record Way(ApiClient api, Path directory, String why, ApiToken token)
{
    /** The mapped file's name in the directory. */
    private static final String FILE = "gate.dat";

    /**
     * Whether the console is asked.
     *
     * @return false for the mapped file.
     */
    public boolean isHttp()
    {
        return api != null;
    }

    /**
     * Tells which way it is.
     *
     * @param err of the terminal.
     */
    public void say(final PrintStream err)
    {
        err.println(CleanText.escaped(said()));
    }

    /**
     * Which way it is.
     *
     * @return for stderr, one line; over HTTP also as whom, once the console has answered.
     */
    public String said()
    {
        return isHttp() ? api.via() : "via " + directory.resolve(FILE) + (why.isEmpty() ? "" : " (" + why + ")");
    }
}
