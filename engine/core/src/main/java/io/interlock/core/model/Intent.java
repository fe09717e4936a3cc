package io.interlock.core.model;

/** What an order would do to the account's risk (SEMANTICS 1). */
public enum Intent
{
    /** Adds risk. */
    OPEN,
    /** Takes risk off. */
    CLOSE,
    /** Withdraws a working order. */
    CANCEL
}
