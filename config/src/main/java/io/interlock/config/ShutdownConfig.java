package io.interlock.config;

/**
 * What is special about SHUTDOWN.
 *
 * @param flatten whether positions are closed at market before everything is disconnected (SEMANTICS 5).
 */
public record ShutdownConfig(boolean flatten)
{
}
