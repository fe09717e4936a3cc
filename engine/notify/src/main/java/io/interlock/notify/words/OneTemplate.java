package io.interlock.notify.words;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Mustache.VariableFetcher;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import io.interlock.core.text.CleanText;
import java.io.Writer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One template of a user's, compiled. It reaches keys of maps and elements of lists, and no field or method of anything; it reads no other
 * file; a key that is not there is an error, and so is an output without an end.
 *
 * <p>Threading: one thread at a time.
 */
final class OneTemplate
{
    private static final int LONGEST_OUTPUT = 32 * 1024;
    private static final Mustache.Compiler COMPILER = Mustache.compiler()
        // Values are escaped before, where they are for HTML: a triple brace must not get round it.
        .escapeHTML(false)
        .strictSections(true)
        .emptyStringIsFalse(true)
        .withCollector(new MapsOnly())
        .withLoader(name ->
        {
            throw new MustacheException("a template reads no other file, and this one asks for {{>" + name + "}}");
        });

    private final String fileName;
    private final Slot slot;
    private final Template template;

    /** Throws a {@link MustacheException} for what is no template. */
    OneTemplate(final String fileName, final Slot slot, final String source)
    {
        this.fileName = fileName;
        this.slot = slot;
        template = COMPILER.compile(source);
    }

    String fileName()
    {
        return fileName;
    }

    Slot slot()
    {
        return slot;
    }

    /** Throws a {@link MustacheException} or an {@link IllegalStateException} where it cannot be carried out. */
    String apply(final Map<String, Object> values)
    {
        final Bounded out = new Bounded();
        template.execute(values, out);
        final String made = out.text.toString().strip();
        if (made.isEmpty())
        {
            throw new IllegalStateException("it gives an empty " + part());
        }
        return slot.part() == Slot.Part.TITLE ? CleanText.line(made, Titles.LONGEST) : CleanText.lines(made + "\n", LONGEST_OUTPUT);
    }

    private String part()
    {
        return slot.part().name().toLowerCase(Locale.ROOT);
    }

    /** Keys of maps alone: the library's own collector would also call any getter of a text or a list. */
    private static final class MapsOnly extends BasicCollector
    {
        private static final VariableFetcher KEY = (from, key) ->
        {
            final Map<?, ?> map = (Map<?, ?>)from;
            return map.containsKey(key) ? map.get(key) : Template.NO_FETCHER_FOUND;
        };

        @Override
        public VariableFetcher createFetcher(final Object context, final String name)
        {
            return context instanceof Map ? KEY : null;
        }

        @Override
        public <K, V> Map<K, V> createFetcherCache()
        {
            return new ConcurrentHashMap<>();
        }
    }

    /** Stops what has no end before it takes the memory. */
    private static final class Bounded extends Writer
    {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void write(final char[] chars, final int from, final int count)
        {
            if (text.length() + count > LONGEST_OUTPUT)
            {
                throw new IllegalStateException("it gives more than " + LONGEST_OUTPUT + " characters");
            }
            text.append(chars, from, count);
        }

        @Override
        public void flush()
        {
        }

        @Override
        public void close()
        {
        }
    }
}
