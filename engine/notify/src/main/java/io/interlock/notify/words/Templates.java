package io.interlock.notify.words;

import com.samskivert.mustache.MustacheException;
import io.interlock.config.BreakerConfig;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import io.interlock.notify.Notification;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A user's templates, compiled and tried with every message that they are for. {@code KIND.PART.mustache} or
 * {@code KIND.LEVEL.PART.mustache}; {@code default} stands for every kind; what has no template has our words.
 *
 * <p>Threading: immutable; one thread at a time gives words by it.
 */
public final class Templates
{
    private static final int LONGEST_FILE = 64 * 1024;
    private static final Pattern LINE = Pattern.compile("(?: @ | on )line (\\d+)");

    private final Map<Slot, OneTemplate> bySlot;

    private Templates(final Map<Slot, OneTemplate> bySlot)
    {
        this.bySlot = bySlot;
    }

    /**
     * Reads a folder. Files that do not end with {@code .mustache} are not looked at.
     *
     * @param folder with templates.
     * @return never null.
     * @throws TemplateException everything that is wrong, each with file and line.
     */
    public static Templates load(final Path folder) throws TemplateException
    {
        final List<String> errors = new ArrayList<>();
        final Map<Slot, OneTemplate> bySlot = new LinkedHashMap<>();
        for (final Path file : files(folder))
        {
            final Slot slot = Slot.of(file.getFileName().toString());
            if (slot == null)
            {
                errors.add(file + ":1: no message is called that; " + Slot.allowed());
                continue;
            }
            final OneTemplate template = compiled(file, slot, errors);
            if (template != null)
            {
                bySlot.put(slot, template);
            }
        }
        if (!errors.isEmpty())
        {
            throw new TemplateException(errors);
        }
        return new Templates(bySlot);
    }

    private static List<Path> files(final Path folder) throws TemplateException
    {
        try (Stream<Path> all = Files.list(folder))
        {
            return all.filter(file -> file.getFileName().toString().endsWith(Slot.ENDING)).sorted(Comparator.naturalOrder()).toList();
        }
        catch (final IOException | UncheckedIOException unreadable)
        {
            throw new TemplateException(List.of(folder + ": the folder of templates cannot be read ("
                + unreadable.getClass().getSimpleName() + "); name one that is there, or leave notifications.templates out"));
        }
    }

    private static OneTemplate compiled(final Path file, final Slot slot, final List<String> errors)
    {
        try
        {
            final String source = source(file, errors);
            if (source == null)
            {
                return null;
            }
            final int unclosed = unclosedTag(source);
            if (unclosed >= 0)
            {
                final long line = 1 + source.substring(0, unclosed).chars().filter(c -> c == '\n').count();
                errors.add(file + ":" + line + ": the tag that begins here is not closed");
                return null;
            }
            final OneTemplate template = new OneTemplate(file.getFileName().toString(), slot, source);
            final PlainWords plain = new PlainWords(BreakerConfig.builder().build(), "");
            for (final Draft sample : Samples.of(slot))
            {
                template.apply(values(plain, plain.words(sample), slot.part()));
            }
            return template;
        }
        catch (final MustacheException.Context missing)
        {
            errors.add(file + ":" + missing.lineNo + ": there is no value '" + missing.key + "' here; allowed are " + keys());
        }
        catch (final MustacheException bad)
        {
            errors.add(file + ":" + line(bad) + ": " + LINE.matcher(String.valueOf(bad.getMessage())).replaceAll(""));
        }
        catch (final CharacterCodingException notUtf8)
        {
            errors.add(file + ":1: this is not UTF-8");
        }
        catch (final IOException unreadable)
        {
            errors.add(file + ":1: it cannot be read (" + unreadable.getClass().getSimpleName() + ")");
        }
        catch (final IllegalStateException unfit)
        {
            errors.add(file + ":1: tried with a sample, " + unfit.getMessage());
        }
        return null;
    }

    /** Null where it is said what is wrong. A pipe would hold the start for ever, and a device has no end. */
    private static String source(final Path file, final List<String> errors) throws IOException
    {
        // One look: a file that goes away between two is none that is irregular.
        if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile())
        {
            errors.add(file + ":1: this is no regular file");
            return null;
        }
        try (InputStream in = Files.newInputStream(file))
        {
            final byte[] bytes = in.readNBytes(LONGEST_FILE + 1);
            if (bytes.length > LONGEST_FILE)
            {
                errors.add(file + ":1: a template has at most " + LONGEST_FILE + " bytes");
                return null;
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        }
    }

    /** The library takes a tag without an end for text. -1 where there is none, or where the template has delimiters of its own. */
    private static int unclosedTag(final String source)
    {
        final int last = source.lastIndexOf("{{");
        return last >= 0 && !source.contains("{{=") && source.indexOf("}}", last) < 0 ? last : -1;
    }

    private static String line(final MustacheException bad)
    {
        final Matcher line = LINE.matcher(String.valueOf(bad.getMessage()));
        return line.find() ? line.group(1) : "1";
    }

    private static String keys()
    {
        final PlainWords plain = new PlainWords(BreakerConfig.builder().build(), "");
        final Draft sample = Samples.of(new Slot(Kind.TEST, null, Slot.Part.TEXT)).get(0);
        return values(plain, plain.words(sample), Slot.Part.TEXT).keySet().stream().sorted().collect(Collectors.joining(", "))
            + "; in actions also action, stage, details; {{.}} in happened, did, next, todo, joined";
    }

    static Map<String, Object> values(final PlainWords plain, final Notification words, final Slot.Part part)
    {
        return Values.of(words, plain.story(words.draft()), part == Slot.Part.HTML);
    }

    /** The template for a part of a message; null where there is none. */
    OneTemplate find(final Draft draft, final Slot.Part part)
    {
        return Slot.candidates(draft.kind(), draft.facts().to(), part).stream()
            .map(bySlot::get).filter(template -> template != null).findFirst().orElse(null);
    }

    /**
     * How many there are.
     *
     * @return 0 where the folder has none.
     */
    public int size()
    {
        return bySlot.size();
    }
}
