package io.interlock.config;

import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Turns text into a tree of nodes that know their line and column, within limits that hostile input cannot pass. The events are looked
 * through first: they come from a parser without recursion, while composing nodes recurses at each level.
 */
final class YamlText
{
    /** Characters: a thousand times what a configuration has. */
    static final int LONGEST = 1_000_000;
    static final int DEEPEST = 20;
    static final int ALIASES = 50;

    private static final String QUOTE = "inside { } or [ ] write a reference in quotes: \"${NAME}\"";
    private static final Pattern NAMED = Pattern.compile("((?:alias|anchor|handle|tag)\\b).*", Pattern.DOTALL);

    private final String file;
    private final String text;
    private final ErrorList errors;

    YamlText(final String file, final String text, final ErrorList errors)
    {
        this.file = file;
        this.text = text;
        this.errors = errors;
    }

    /** The root, or nothing: for an empty document, or one with an error, which is then in the list. */
    Optional<Node> compose()
    {
        if (text.length() > LONGEST)
        {
            errors.add(tooLarge(file));
            return Optional.empty();
        }
        try
        {
            final LoadSettings settings = LoadSettings.builder().setLabel(file).setMaxAliasesForCollections(ALIASES)
                .setAllowNonScalarKeys(true).build(); // refused by our own reader, which knows the place
            return withinLimits(settings) ? new Compose(settings).composeString(text) : Optional.empty();
        }
        catch (final MarkedYamlEngineException e)
        {
            final String context = e.getContext() == null ? "" : " " + e.getContext();
            final Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            fault(mark, "malformed YAML:" + context + " " + problem(e.getProblem()), opensReference(mark) ? QUOTE : "");
        }
        catch (final ReaderException e)
        {
            fault(e);
        }
        catch (final YamlEngineException e)
        {
            fault(Optional.empty(), "malformed YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    // A value that begins with * or ! is taken for an alias or a tag, and its name would be shown: it may be a secret.
    private static String problem(final String problem)
    {
        return NAMED.matcher(problem == null ? "" : problem).replaceAll("$1");
    }

    static ConfigError tooLarge(final String file)
    {
        return new ConfigError(file, 0, 0, "", "", "is too large", "at most " + LONGEST + " characters are allowed");
    }

    private boolean withinLimits(final LoadSettings settings)
    {
        int depth = 0;
        int aliases = 0;
        int documents = 0;
        for (final Event event : new Parse(settings).parseString(text))
        {
            if (event instanceof CollectionStartEvent && ++depth > DEEPEST)
            {
                return fault(event.getStartMark(), "is nested more than " + DEEPEST + " levels deep");
            }
            if (event instanceof CollectionEndEvent)
            {
                depth--;
            }
            if (event instanceof AliasEvent && ++aliases > ALIASES)
            {
                return fault(event.getStartMark(), "has more than " + ALIASES + " aliases");
            }
            if (event instanceof DocumentStartEvent && ++documents > 1)
            {
                return fault(event.getStartMark(), "has a second document; one is allowed");
            }
            if (tagged(event))
            {
                return fault(event.getStartMark(), "has a YAML tag (!); none is allowed");
            }
        }
        return true;
    }

    private static boolean tagged(final Event event)
    {
        return event instanceof CollectionStartEvent collection && collection.getTag().isPresent() ||
            event instanceof ScalarEvent scalar && scalar.getTag().isPresent();
    }

    private static boolean opensReference(final Optional<Mark> mark)
    {
        return mark.map((m) ->
        {
            final int at = m.getPointer();
            final int[] buffer = m.getBuffer();
            return at > 0 && at < buffer.length && buffer[at] == '{' && buffer[at - 1] == '$';
        }).orElse(false);
    }

    private boolean fault(final Optional<Mark> mark, final String message)
    {
        return fault(mark, message, "");
    }

    private boolean fault(final Optional<Mark> mark, final String message, final String allowed)
    {
        final int line = mark.map((m) -> m.getLine() + 1).orElse(0);
        final int column = mark.map((m) -> m.getColumn() + 1).orElse(0);
        errors.add(new ConfigError(file, line, column, "", "", ConfigError.shown(message, 2), allowed));
        return false;
    }

    // The reader counts code points and knows no lines.
    private void fault(final ReaderException e)
    {
        final int end = text.offsetByCodePoints(0, Math.min(e.getPosition(), text.codePointCount(0, text.length())));
        final String before = text.substring(0, end);
        final int line = (int)before.chars().filter((c) -> c == '\n').count() + 1;
        final int column = end - before.lastIndexOf('\n');
        final String message = "malformed YAML: the character U+" + String.format("%04X", e.getCodePoint()) + " is not allowed";
        errors.add(new ConfigError(file, line, column, "", "", message, ""));
    }
}
