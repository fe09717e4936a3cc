package io.interlock.journal.report;

/**
 * Something about the journal itself, in its place. Immutable.
 *
 * @param wallMs when: of the last record before it.
 * @param frame  that it is about; -1 for none.
 * @param kind   in one word.
 * @param what   for a person.
 * @param damage whether something is missing or not as it was written.
 */
record Remark(long wallMs, long frame, String kind, String what, boolean damage)
{
    static final String CLOCK = "CLOCK";
    static final String GAP = "GAP";
    static final String UNREADABLE = "UNREADABLE";
    static final String TORN_TAIL = "TORN_TAIL";
    static final String RETAINED = "RETAINED";
}
