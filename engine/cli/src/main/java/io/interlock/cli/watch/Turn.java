package io.interlock.cli.watch;

/** What a look changed. Threading: constants. */
enum Turn
{
    /** Nothing. */
    NONE,
    /** The engine looks stale, but the path was not looked at: a new engine may have put its file there. */
    DOUBT,
    /** A live engine, after none. */
    ARMED,
    /** Another life of the engine, without one in between that was stale. */
    RESTARTED,
    /** An incident begins. */
    STALE,
    /** The engine of an incident has given signs of life for long enough: armed again. */
    BACK,
    /** The engine was closed as planned. */
    STOPPED,
    /** What a closed engine left is gone: there is nothing to be watched. */
    GONE
}
