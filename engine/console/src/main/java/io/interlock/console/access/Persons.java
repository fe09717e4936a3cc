package io.interlock.console.access;

import java.util.List;

/**
 * Who may act, as far as the two-person rule asks.
 *
 * <p>Threading: any thread, without waiting.
 */
public interface Persons
{
    /**
     * Whose token it is.
     *
     * @param token as it was shown.
     * @return null where it is nobody's.
     */
    Principal find(String token);

    /**
     * Whether a token that was shown before is still one: of that name, that role and that hash.
     *
     * @param principal of {@link #find}.
     * @return false once it was taken away, replaced or given another role.
     */
    boolean holds(Principal principal);

    /**
     * Names of the tokens that may approve.
     *
     * @return those of the role admin, in the order of the file.
     */
    List<String> admins();
}
