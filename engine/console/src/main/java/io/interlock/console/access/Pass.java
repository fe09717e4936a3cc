package io.interlock.console.access;

/**
 * That a token was shown which held: by this it can be asked later whether it still does, without keeping the token. Immutable.
 *
 * <p>Threading: any thread.
 */
public final class Pass
{
    private final Principal principal;
    private final String hash;

    Pass(final Principal principal, final String hash)
    {
        this.principal = principal;
        this.hash = hash;
    }

    /**
     * Whose it was when it was shown.
     *
     * @return never null.
     */
    public Principal principal()
    {
        return principal;
    }

    /** Of the token, as its file has it, hexadecimal: the same for each pass of one token. */
    String hash()
    {
        return hash;
    }

    @Override
    public String toString()
    {
        return principal.toString();
    }
}
