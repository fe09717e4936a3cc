package io.interlock.core.mapped;

import java.nio.charset.StandardCharsets;

/**
 * A token on its way through the command slot. No text of it shows what it is. Threading: immutable.
 */
public final class SlotToken
{
    /** None was shown. */
    public static final SlotToken NONE = new SlotToken("");

    private final String secret;

    /**
     * A token.
     *
     * @param secret as it was made; empty: none.
     * @throws GateFileException for more than 256 bytes; the message does not have it.
     */
    public SlotToken(final String secret)
    {
        final int length = secret.getBytes(StandardCharsets.UTF_8).length;
        if (length > CommandSlotLayout.TOKEN_SIZE)
        {
            throw new GateFileException(
                "the token has " + length + " bytes, at most " + CommandSlotLayout.TOKEN_SIZE + " go through the command slot");
        }
        this.secret = secret;
    }

    /**
     * Whether one was shown.
     *
     * @return false for {@link #NONE}.
     */
    public boolean isShown()
    {
        return !secret.isEmpty();
    }

    /**
     * The token itself. Keep it in no field, no message and no log.
     *
     * @return empty where none was shown.
     */
    public String reveal()
    {
        return secret;
    }

    /** Never the token. */
    @Override
    public String toString()
    {
        return isShown() ? "a token" : "no token";
    }
}
