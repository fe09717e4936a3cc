package io.interlock.core.port;

/**
 * A reload of the configuration as it is journaled. Immutable.
 *
 * @param command who, why and what changes; its sequence is in one row with the transitions.
 * @param config  SHA-256 of the configuration that holds from this record on, as 64 hexadecimal digits; empty where it is announced only.
 */
public record ReloadRecord(CommandRecord command, String config)
{
    /** The command's name. */
    public static final String COMMAND = "RELOAD";
}
