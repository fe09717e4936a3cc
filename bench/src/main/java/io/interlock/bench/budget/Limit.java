package io.interlock.bench.budget;

/**
 * What a row is held against: a multiple of another row of the same run, and a constant.
 *
 * @param factor   above 0.
 * @param row      measured in the same run.
 * @param constant nanoseconds.
 */
record Limit(double factor, String row, double constant)
{
}
