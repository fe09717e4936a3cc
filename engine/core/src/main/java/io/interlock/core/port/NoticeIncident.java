package io.interlock.core.port;

/**
 * By which incident a receiver has what it was told, and whether that told it the end: what the words of a delivery's record end with. A
 * restart closes what a receiver has open, whatever was told in which order.
 *
 * <p>Threading: any; immutable.
 *
 * @param id   of the incident: that of the change of level by which the episode began, whether this receiver was told of that or not.
 * @param over the receiver was told that it is over.
 */
public record NoticeIncident(String id, boolean over)
{
    private static final String OPEN = "; incident ";
    private static final String OVER = "; ended incident ";
    private static final String ENDED = "!";

    /**
     * The words.
     *
     * @return to be put behind a receiver's answer.
     */
    public String words()
    {
        return (over ? OVER : OPEN) + id;
    }

    /**
     * The same in a record that stands for many.
     *
     * @return one word.
     */
    public String name()
    {
        return (over ? ENDED : "") + id;
    }

    /**
     * Read again.
     *
     * @param name as {@link #name()}.
     * @return the same.
     */
    public static NoticeIncident ofName(final String name)
    {
        return name.startsWith(ENDED) ? new NoticeIncident(name.substring(ENDED.length()), true) : new NoticeIncident(name, false);
    }

    /**
     * What a delivery's record says of it.
     *
     * @param details the record's.
     * @return null: nothing, as of a change that opened an incident of its own name.
     */
    public static NoticeIncident of(final String details)
    {
        final int open = details.lastIndexOf(OPEN);
        final int over = details.lastIndexOf(OVER);
        final int at = Math.max(open, over);
        final String id = at < 0 ? "" : details.substring(at + (over > open ? OVER : OPEN).length());
        return id.isEmpty() || id.indexOf(' ') >= 0 ? null : new NoticeIncident(id, over > open);
    }

    /**
     * A receiver's answer, without words that could be taken for these.
     *
     * @param answer one line.
     * @return as long, and as readable.
     */
    public static String harmless(final String answer)
    {
        return answer.replace(OPEN, ", incident ").replace(OVER, ", ended incident ");
    }
}
