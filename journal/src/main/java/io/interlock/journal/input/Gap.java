package io.interlock.journal.input;

/**
 * What was left out of a recording: from there to the next snapshot nothing can be compared.
 *
 * @param events so many events at least; 0 where nobody counted them.
 * @param fromNs engine time of the first, in nanoseconds.
 * @param fromMs wall time of the first, in milliseconds since 1970; 0 where nobody knows.
 * @param why    it was left out.
 */
public record Gap(long events, long fromNs, long fromMs, Why why)
{
    /** Nothing was left out. */
    public static final Gap NONE = new Gap(0, 0, 0, Why.NONE);

    /** Why events were left out. The code is the ordinal and fixed. */
    public enum Why
    {
        /** Nothing was. */
        NONE("nothing was left out"),
        /** The disk could not keep up. */
        BEHIND("the disk could not keep up"),
        /** Judging an event threw. */
        FAULT("judging an event failed, so that nobody knows how the machine was after it"),
        /** Blocks could not be written, or are missing or damaged. */
        LOST("blocks could not be written, are missing or damaged");

        private final String words;

        Why(final String words)
        {
            this.words = words;
        }

        /**
         * For people.
         *
         * @return a clause.
         */
        public String words()
        {
            return words;
        }
    }
}
