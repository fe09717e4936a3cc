/*
 * Brings what happens: by server-sent events, which the browser resumes where they broke off, and while there are none by asking. The
 * stream says that something has happened; what is shown is the whole status, asked for at once and once a second.
 */

import { BREAKER, get } from './api.js';
import { announce } from './a11y.js';
import { askForToken } from './session.js';
import { apply, changed, forgetTransitions, heard, known, takeBrief, takeStatus, takeTransitions } from './store.js';

const EACH_MS = 1_000;
const SLOW_MS = 5_000;
const RARELY_MS = 5_000;
const MANY_SCOPES = 256;
const STATUS_PATIENCE_MS = 4_000;
const AGAIN_MS = 2_000;
const PAGE = 1_000;
const MOST_COMMANDS = 200;
const ISSUE_MINUTES = 60;

let source = null;
let cursor = 0;
let asking = false;
let askAgain = false;
let running = false;
let life = 0;
let dueMs = 0;

/** Begins, or begins again after somebody has signed in. */
export async function begin()
{
  if (running)
  {
    return;
  }
  running = true;
  const mine = ++life;
  await refresh();
  await catchUp();
  if (goesOn(mine))
  {
    connect();
    tick(mine);
    slowTick(mine);
  }
}

/** Whoever signs in again begins anew: what still waits of the time before must not go on beside it. */
function goesOn(mine)
{
  return running && mine === life;
}

function stop(why)
{
  if (!running)
  {
    return;
  }
  running = false;
  source?.close();
  source = null;
  askForToken(why);
}

async function tick(mine)
{
  if (goesOn(mine))
  {
    if (performance.now() >= dueMs)
    {
      // Of thousands of scopes a whole status is megabytes: then the stream's short ones tell the levels in between.
      dueMs = performance.now() + (known.scopes.size > MANY_SCOPES ? RARELY_MS : 0);
      await refresh();
    }
    if (!source || source.readyState !== EventSource.OPEN)
    {
      await catchUp();
    }
    setTimeout(() => tick(mine), EACH_MS);
  }
}

async function slowTick(mine)
{
  if (goesOn(mine))
  {
    await others();
    setTimeout(() => slowTick(mine), SLOW_MS);
  }
}

/** The whole status; one request at a time, and one more where something happened meanwhile. */
export async function refresh()
{
  if (asking)
  {
    askAgain = true;
    return;
  }
  asking = true;
  const mine = life;
  try
  {
    do
    {
      askAgain = false;
      takeStatus(await get(BREAKER + 'status', { patienceMs: STATUS_PATIENCE_MS }));
      heard();
    }
    while (askAgain);
  }
  catch (problem)
  {
    refused(problem, mine);
  }
  finally
  {
    asking = false;
  }
}

/** A service that answers no is there; only one that says nothing is lost. */
function refused(problem, mine)
{
  if (problem.status === 401 || problem.status === 403)
  {
    // What was asked before somebody signed in again says nothing of the session that there is now.
    mine === life && stop('The session has ended. ' + problem.message);
  }
  else if (problem.status === 503 && problem.more?.type?.endsWith('stale'))
  {
    heard();
    known.engineStale = true;
    changed();
  }
}

/** Transitions that were missed, by sequence. */
async function catchUp()
{
  const mine = life;
  try
  {
    let page;
    do
    {
      // The stream may tell of later ones while this is answered, so the answer is held against what was asked.
      const after = cursor;
      page = await get(BREAKER + 'transitions?limit=' + PAGE + '&after=' + after);
      const isOther = page.next < after;
      if (isOther)
      {
        forgetTransitions();
      }
      cursor = isOther ? page.next : Math.max(cursor, page.next);
      known.history = page.complete || known.transitions.length > 0 ? known.history : 'cut';
      news(page.transitions);
    }
    while (page.more);
    known.settled = true;
  }
  catch (problem)
  {
    refused(problem, mine);
  }
}

function news(transitions)
{
  const fresh = takeTransitions(transitions);
  if (known.settled)
  {
    fresh.forEach(apply);
    announce(fresh);
  }
  return fresh;
}

function connect()
{
  source = new EventSource('/api/stream?after=' + cursor);
  source.addEventListener('open', () => catchUp());
  source.addEventListener('error', () =>
  {
    // In a tab that nobody looks at timers are late, and this is not.
    changed();
    // The browser comes again by itself, unless it was refused.
    if (running && source.readyState === EventSource.CLOSED)
    {
      const mine = life;
      setTimeout(() => goesOn(mine) && connect(), AGAIN_MS);
    }
  });
  on('transition', transition =>
  {
    news([transition]);
    cursor = Math.max(cursor, transition.sequence);
    known.scopes.size <= MANY_SCOPES && refresh();
    others();
  });
  on('status', brief => takeBrief(brief) || refresh());
  on('heartbeat', beat =>
  {
    known.engineStale = beat.stale === true;
    changed();
  });
  on('issue', () => others());
  on('notification', () => others());
  on('command', told =>
  {
    known.commands = [told, ...known.commands].slice(0, MOST_COMMANDS);
    refresh();
  });
  on('gap', () => catchUp());
}

function on(name, take)
{
  source.addEventListener(name, event =>
  {
    heard();
    let data;
    try
    {
      data = JSON.parse(event.data);
    }
    catch
    {
      return;
    }
    take(data);
  });
}

/** What changes seldom. */
export async function others()
{
  const mine = life;
  try
  {
    const [notices, issues] = await Promise.all([get('/api/notifications'), get(BREAKER + 'issues?minutes=' + ISSUE_MINUTES)]);
    known.notices = notices;
    known.issues = issues.issues.slice().reverse();
    known.issuesNote = issues.note;
    changed();
  }
  catch (problem)
  {
    refused(problem, mine);
  }
}
