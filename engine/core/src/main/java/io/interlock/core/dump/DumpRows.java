package io.interlock.core.dump;

import java.nio.ByteBuffer;

/**
 * Rows of a dump: a name, then fields {@code key=value}, each on a line of its own. A value is a bare word or number, or text in quotes.
 *
 * <p>Threading: one thread at a time. Allocates nothing.
 */
public abstract class DumpRows extends TextBytes
{
    private boolean open;
    private boolean inQuotes;

    DumpRows(final ByteBuffer bytes)
    {
        super(bytes);
    }

    /** A row is complete. */
    abstract void rowEnded();

    /**
     * Begins a row.
     *
     * @param name lower case, without spaces.
     * @return this, for its fields.
     */
    public final DumpRows row(final String name)
    {
        open = true;
        ascii(name);
        return this;
    }

    /**
     * Ends the row.
     */
    public final void end()
    {
        open = false;
        put('\n');
        rowEnded();
    }

    /** What threw in the middle of a row left it as it is: makes a line of it. */
    final void endBroken()
    {
        if (inQuotes)
        {
            inQuotes = false;
            put('"');
        }
        if (open)
        {
            end();
        }
    }

    private void key(final String key)
    {
        put(' ');
        ascii(key);
        put('=');
    }

    /**
     * Any text.
     *
     * @param key  lower case.
     * @param text null: the field is left out.
     * @return this.
     */
    public final DumpRows text(final String key, final CharSequence text)
    {
        if (text != null)
        {
            key(key);
            inQuotes = true;
            quoted(text);
            inQuotes = false;
        }
        return this;
    }

    /**
     * The name of a constant.
     *
     * @param key  lower case.
     * @param word ASCII without spaces, quotes and backslashes.
     * @return this.
     */
    public final DumpRows word(final String key, final String word)
    {
        key(key);
        ascii(word);
        return this;
    }

    /**
     * The name of a constant.
     *
     * @param key  lower case.
     * @param word null: the field is left out.
     * @return this.
     */
    public final DumpRows word(final String key, final Enum<?> word)
    {
        return word == null ? this : word(key, word.name());
    }

    /**
     * A whole number.
     *
     * @param key   lower case.
     * @param value any.
     * @return this.
     */
    public final DumpRows number(final String key, final long value)
    {
        key(key);
        digits(value);
        return this;
    }

    /**
     * A number that reads back as the same double.
     *
     * @param key   lower case.
     * @param value NaN: the field is left out.
     * @return this.
     */
    public final DumpRows exact(final String key, final double value)
    {
        if (!Double.isNaN(value))
        {
            key(key);
            exact(value);
        }
        return this;
    }

    /**
     * A measure, rounded to three decimals.
     *
     * @param key   lower case.
     * @param value NaN: the field is left out.
     * @return this.
     */
    public final DumpRows rounded(final String key, final double value)
    {
        if (!Double.isNaN(value))
        {
            key(key);
            rounded(value);
        }
        return this;
    }

    /**
     * Yes or no.
     *
     * @param key   lower case.
     * @param value either.
     * @return this.
     */
    public final DumpRows flag(final String key, final boolean value)
    {
        return word(key, value ? "true" : "false");
    }

    /**
     * A moment.
     *
     * @param key    lower case.
     * @param wallMs milliseconds since 1970; 0: the field is left out.
     * @return this.
     */
    public final DumpRows time(final String key, final long wallMs)
    {
        if (wallMs != 0)
        {
            key(key);
            utc(wallMs);
        }
        return this;
    }
}
