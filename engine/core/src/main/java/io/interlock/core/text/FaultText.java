package io.interlock.core.text;

/**
 * What a stranger threw, in words. A host's exception is its code too: its text can throw, be null or have no end.
 *
 * <p>Threading: stateless.
 */
public final class FaultText
{
    private static final int MOST = 1_000;

    private FaultText()
    {
    }

    /**
     * The text of something thrown. Throws nothing but for want of memory.
     *
     * @param thrown may be null.
     * @return never null; 1,000 characters at most.
     */
    public static String of(final Throwable thrown)
    {
        if (thrown == null)
        {
            return "null";
        }
        String text;
        try
        {
            text = thrown.toString();
        }
        catch (final Throwable again)
        {
            text = null;
        }
        return text == null ? thrown.getClass().getName() + ", whose text cannot be had" : CleanText.cut(text, MOST);
    }
}
