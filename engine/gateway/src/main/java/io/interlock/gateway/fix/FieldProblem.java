package io.interlock.gateway.fix;

/** A message lacks a field that the tap needs, or holds one that it can't read; the message names it. */
final class FieldProblem extends Exception
{
    private static final long serialVersionUID = 1L;

    FieldProblem(final String message)
    {
        super(message, null, false, false);
    }
}
