package io.interlock.config;

/** Where a recovery goes (SEMANTICS 4). */
public enum RecoveryMode
{
    /** To CLOSED at once. */
    DIRECT,
    /** One level down; each step has its own cooldown and evidence. */
    STEPWISE
}
