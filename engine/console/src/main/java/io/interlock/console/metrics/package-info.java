/** Metrics in the text format of Prometheus, and for Micrometer. */
package io.interlock.console.metrics;
