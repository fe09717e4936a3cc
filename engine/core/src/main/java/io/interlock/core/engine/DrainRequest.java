package io.interlock.core.engine;

/** Answered when everything reported before it is judged. Threading: as {@link Request}. */
final class DrainRequest extends Request<Boolean>
{
    @Override
    void execute(final BreakerAgent breaker)
    {
        breaker.drain(this);
    }
}
