package io.interlock.cli;

import io.interlock.core.text.CleanText;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why something cannot be read, in words. Threading: stateless. */
public final class Unreadable
{
    private Unreadable()
    {
    }

    /**
     * What is wrong, on one line; the system's own exceptions say no more than a path.
     *
     * @param wrong any.
     * @return for people, with nothing in it that a terminal would act on.
     */
    public static String why(final IOException wrong)
    {
        return CleanText.escaped(words(wrong));
    }

    private static String words(final IOException wrong)
    {
        if (wrong instanceof FileSystemException named && named.getFile() != null && named.getReason() == null)
        {
            return named.getFile() + ": " + (wrong instanceof AccessDeniedException ? "may not be read by this user"
                : wrong instanceof NoSuchFileException ? "is not there" : named.getClass().getSimpleName());
        }
        return wrong.getMessage() == null ? wrong.toString() : wrong.getMessage();
    }
}
