package io.interlock.cli.demo;

/**
 * A promise and whether it was kept. Immutable.
 *
 * @param step    the step that made it; {@code "demo"} for those of the whole.
 * @param promise what was promised.
 * @param kept    whether it was.
 * @param found   what was seen.
 */
record Kept(String step, String promise, boolean kept, String found)
{
}
