package io.interlock.bench.suite;

import io.interlock.core.model.Intent;
import io.interlock.core.model.Side;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What an order says, in fields, as a gateway has it: a constant would be known to the compiler, and what a check and a report do with it
 * would be done before the measurement begins.
 *
 * <p>Threading: each thread has its own.
 */
@State(Scope.Thread)
public class Order
{
    /** Adds risk. */
    public Intent intent = Intent.OPEN;
    /** From 0 to 1. */
    public double confidence = 0.82;
    /** Decides what is adverse. */
    public Side side = Side.BUY;
    /** The other one. */
    public Side otherSide = Side.SELL;
    /** Price expected. */
    public double expected = 50_000.0;
    /** Price paid: 0.002 % worse for who buys. */
    public double actual = 50_001.0;
}
