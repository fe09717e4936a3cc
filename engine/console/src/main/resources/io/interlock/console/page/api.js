/* Asks the console. What is wrong comes back as a Problem, in the service's own words. */

/** Why something was not answered as asked; status 0: nobody answered. */
export class Problem extends Error
{
  constructor(status, title, detail, more)
  {
    super(detail || title);
    this.status = status;
    this.title = title;
    this.more = more ?? {};
  }
}

const PATIENCE_MS = 10_000;

/** One request; the answer's object, or a Problem. A 202 is an answer: somebody else is asked. */
export async function ask(method, path, { body, token, patienceMs = PATIENCE_MS } = {})
{
  const headers = { Accept: 'application/json' };
  // Also without a body: some browsers announce one for a DELETE that has none, and a body that does not say what it is is refused.
  if (method !== 'GET')
  {
    headers['Content-Type'] = 'application/json';
  }
  if (token)
  {
    headers.Authorization = 'Bearer ' + token;
  }
  let response;
  let answer;
  try
  {
    response = await fetch(path, {
      method, headers, body: body === undefined ? undefined : JSON.stringify(body), credentials: 'same-origin', redirect: 'error',
      cache: 'no-store', signal: AbortSignal.timeout(patienceMs),
    });
    const type = response.headers.get('content-type') ?? '';
    answer = type.includes('json') ? await response.json() : null;
  }
  catch (unreachable)
  {
    throw new Problem(0, 'No answer', unreachable.name === 'TimeoutError' ? 'The console did not answer in '
      + patienceMs / 1000 + ' s.' : 'The console cannot be reached.');
  }
  if (!response.ok)
  {
    throw new Problem(response.status, answer?.title ?? 'Not answered', answer?.detail ?? 'HTTP ' + response.status, answer);
  }
  return answer ?? {};
}

export const get = (path, options) => ask('GET', path, options);
export const post = (path, body, options) => ask('POST', path, { ...options, body });
export const BREAKER = '/api/circuit-breaker/';
