/**
 * Measurements that JMH is not made for, by hand: latencies under an open load, memory, start, exactly counted bytes. Each harness runs in
 * a JVM of its own, see {@link io.interlock.bench.harness.HarnessProcess}.
 */
package io.interlock.bench.harness;
