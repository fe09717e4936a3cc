/**
 * Brings messages to the channels: one dispatch thread around the rules, one worker for each channel, with bounded queues, retries, a
 * breaker for each channel and limits that are kept from outside. Nothing here is ever waited for by the engine.
 */
package io.interlock.notify.delivery;
