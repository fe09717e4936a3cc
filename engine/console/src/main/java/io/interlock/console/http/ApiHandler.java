package io.interlock.console.http;

/** Answers requests. Threading: a worker of the server, several at once; may block for a bounded time, never for a trading thread. */
@FunctionalInterface
public interface ApiHandler
{
    /**
     * Answers.
     *
     * @param request that was let in.
     * @return never null.
     * @throws ApiProblem where it cannot be done as asked.
     */
    ApiResponse handle(ApiRequest request);
}
