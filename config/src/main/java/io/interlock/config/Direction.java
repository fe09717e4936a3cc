package io.interlock.config;

/** Which way a change of a key moves the breaker. */
public enum Direction
{
    /** Trips sooner, stays longer or lets less through. */
    TIGHTER,
    /** The other way round. */
    LOOSER,
    /** Nobody can say, so it is treated as looser. */
    UNCLEAR,
    /** Changes no decision by itself: a preset's name, whose values are compared one by one. */
    NONE;

    /**
     * Whether it is treated as looser: then it asks for more authority, and for a journal that holds it before it takes effect.
     *
     * @return true also where nobody can say.
     */
    public boolean loosens()
    {
        return this == LOOSER || this == UNCLEAR;
    }

    /**
     * For people.
     *
     * @return for example {@code tighter}.
     */
    public String words()
    {
        return switch (this)
        {
            case TIGHTER -> "tighter";
            case LOOSER -> "looser";
            case UNCLEAR -> "counts as looser";
            case NONE -> "the name alone";
        };
    }
}
