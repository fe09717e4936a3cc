/**
 * The words of the law: levels, intents, causes, verdicts. Values only, no behaviour that needs a thread; depends on nothing but config.
 *
 * <p>Every enum here that can reach a disk or another process has a fixed code, equal to its ordinal and held there by a test: constants
 * are added at the end and never moved.
 */
package io.interlock.core.model;
