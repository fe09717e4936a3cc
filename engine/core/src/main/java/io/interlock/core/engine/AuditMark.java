package io.interlock.core.engine;

/** Records of the audit ring that only wake somebody. */
enum AuditMark
{
    /** The durable sequence advanced: what waited for it may be told. */
    DURABLE,
    /** An operator accepted a failed journal. */
    REOPEN
}
