package io.interlock.notify.words;

import io.interlock.notify.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a template's file name says it is for: {@code transition.halt.title.mustache}, {@code transition.title.mustache},
 * {@code default.title.mustache}. The most exact one that is there is taken. Immutable.
 *
 * @param kind  null: any.
 * @param level a level's name in lower case; null: any.
 * @param part  of the message.
 */
record Slot(Kind kind, String level, Part part)
{
    static final String ENDING = ".mustache";
    private static final String ANY = "default";
    private static final List<String> LEVELS = List.of("closed", "alert", "throttle", "halt", "shutdown");

    /** What of a message a template gives. */
    enum Part
    {
        /** One line. */
        TITLE,
        /** Plain lines. */
        TEXT,
        /** A fragment. */
        HTML
    }

    /** The slot of a file name; null where the name is none. */
    static Slot of(final String fileName)
    {
        final String[] words = fileName.substring(0, fileName.length() - ENDING.length()).split("\\.", -1);
        if (words.length < 2 || words.length > 3)
        {
            return null;
        }
        final Kind kind = find(Kind.values(), words[0]);
        final Part part = find(Part.values(), words[words.length - 1]);
        final String level = words.length == 3 ? words[1] : null;
        final boolean kindKnown = kind != null || words[0].equals(ANY);
        final boolean levelKnown = level == null || LEVELS.contains(level);
        return kindKnown && part != null && levelKnown ? new Slot(kind, level, part) : null;
    }

    private static <E extends Enum<E>> E find(final E[] values, final String word)
    {
        return Arrays.stream(values).filter(value -> value.name().toLowerCase(Locale.ROOT).equals(word)).findFirst().orElse(null);
    }

    /** Where to look for a template, the most exact first. */
    static List<Slot> candidates(final Kind kind, final String level, final Part part)
    {
        final List<Slot> slots = new ArrayList<>();
        final String lower = level.toLowerCase(Locale.ROOT);
        slots.add(new Slot(kind, lower, part));
        slots.add(new Slot(kind, null, part));
        slots.add(new Slot(null, lower, part));
        slots.add(new Slot(null, null, part));
        return slots;
    }

    /** Which file names there are. */
    static String allowed()
    {
        final String kinds =
            Arrays.stream(Kind.values()).map(kind -> kind.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "));
        return "allowed are KIND.PART.mustache and KIND.LEVEL.PART.mustache, where KIND is one of " + kinds + " or "
            + ANY + ", LEVEL one of " + String.join(", ", LEVELS) + " and PART one of title, text, html";
    }
}
