package io.interlock.journal.replay;

/**
 * How much an expansion of {@link Unrolled} still says of what happened, the most first. Of several the last is that of all together.
 *
 * <p>Threading: constants.
 */
public enum Exactness
{
    /** Everything: the events are judged as the recorded one was. */
    EXACT("exact"),
    /**
     * Everything that happened, but one sample has become several: each is evidence for itself, so that a recovery that waits for a number
     * of healthy samples comes with fewer orders, and two thresholds passed at once make two transitions.
     */
    SPLIT("one sample became several: recovery by evidence may come sooner"),
    /** How many there were of each, but not in which order they came: streaks and confirmations may differ. */
    UNORDERED("in which order they came is not known: streaks and confirmations may differ"),
    /** Of many samples only the worst: how many passed another threshold, and whether in a row, is not known. */
    WORST_OF_MANY("of many samples only the worst is known: confirmations and lower thresholds may differ");

    private final String meaning;

    Exactness(final String meaning)
    {
        this.meaning = meaning;
    }

    /**
     * What it means.
     *
     * @return a phrase for people.
     */
    public String meaning()
    {
        return meaning;
    }

    /**
     * Of two expansions together.
     *
     * @param other of the other.
     * @return the less exact one.
     */
    public Exactness and(final Exactness other)
    {
        return compareTo(other) < 0 ? other : this;
    }
}
