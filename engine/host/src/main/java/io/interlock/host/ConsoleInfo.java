package io.interlock.host;

import java.nio.file.Path;

/**
 * Where the console of an engine is. Immutable.
 *
 * @param url    with the port that it has.
 * @param tokens the file with its first tokens, where this start made them; else null. Its path is for whoever started the engine, its
 *               contents for nobody else.
 */
public record ConsoleInfo(String url, Path tokens)
{
}
