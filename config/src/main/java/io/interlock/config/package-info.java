/**
 * Thresholds, policies and presets: immutable values, the YAML that they are read from, and what is wrong with it.
 *
 * <p>Depends on no other package of Interlock. Nothing here starts a thread or keeps a file open.
 */
package io.interlock.config;
