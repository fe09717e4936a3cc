package io.interlock.config;

/** Whether secrets are looked for while a configuration is read. */
enum SecretMode
{
    /** They must be there: what is read is about to be used. */
    FOUND,
    /** They are references and no more: what is read is a record of an engine that ran elsewhere. */
    NAMED
}
