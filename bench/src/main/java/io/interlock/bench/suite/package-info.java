/**
 * What is measured: JMH suites of the engine against its public API, of its peers, and of the limits that budgets are ratios of.
 */
package io.interlock.bench.suite;
