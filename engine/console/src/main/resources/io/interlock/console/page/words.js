/* What the engine's names mean, in the words of the desk. */

export const LEVELS = ['CLOSED', 'ALERT', 'THROTTLE', 'HALT', 'SHUTDOWN'];

/** How severe; -1 where it is not known. */
export function severity(level)
{
  return LEVELS.indexOf(level);
}

/** What each level lets through; a scope's override, guard and own policy are added by permits(). */
const OPEN = { CLOSED: 'allowed', ALERT: 'allowed', THROTTLE: 'reduced', HALT: 'refused', SHUTDOWN: 'refused' };

export const MEANING = {
  CLOSED: 'trading normally',
  ALERT: 'trading, being watched',
  THROTTLE: 'only confident orders, cut in size',
  HALT: 'no new risk; closing is allowed',
  SHUTDOWN: 'cancels only',
};

/** What may pass a scope's gate now: OPEN, CLOSE and CANCEL, each allowed, reduced or refused. */
export function permits(scope, stale)
{
  const severe = severity(scope.level);
  const blocked = scope.override || stale || (scope.guard ?? []).length > 0;
  const reduced = scope.level === 'THROTTLE' && scope.aggressive ? 'refused' : OPEN[scope.level] ?? 'refused';
  return {
    OPEN: blocked ? 'refused' : reduced,
    CLOSE: severe < severity('SHUTDOWN') && severe >= 0 ? 'allowed' : 'refused',
    CANCEL: 'allowed',
  };
}

const CAUSES = {
  API_LATENCY: 'Latency',
  SLIPPAGE: 'Slippage',
  CONSECUTIVE_FAILURES: 'Failures in a row',
  FAILURE_RATE: 'Failure rate',
  LOSS: 'Loss',
  EXCHANGE: 'Venue status',
  NETWORK: 'Network',
  MEMORY_ERROR: 'Memory error',
  SECURITY_BREACH: 'Security breach',
  DATABASE_CORRUPTION: 'Database corruption',
  SYSTEM_ERROR: 'System error',
  OPERATOR_KILL: 'Killed by an operator',
  INVALID_SAMPLE: 'Impossible sample',
  OVERLOAD: 'Overload',
  JOURNAL: 'Journal failed',
  JOURNAL_DAMAGE: 'Journal damaged',
  RESTARTS: 'Restarts',
  RECOVERY: 'Recovered',
  CONFIRM: 'Confirmed by an operator',
  FORCE_RECOVERY: 'Recovery forced by an operator',
  RESET: 'Reset by an operator',
};

const SHORT = {
  CONSECUTIVE_FAILURES: 'failures in a row', OPERATOR_KILL: 'operator kill', RECOVERY: 'recovered', CONFIRM: 'confirmed',
  FORCE_RECOVERY: 'forced recovery', RESET: 'reset',
};

/** A cause for people; one that this page does not know is shown as it is. */
export function causeWords(cause)
{
  return cause ? CAUSES[cause] ?? cause : '';
}

/** The same within a sentence. */
export function causeShort(cause)
{
  return SHORT[cause] ?? causeWords(cause).toLowerCase();
}

/** Of the causes that have no number, what was seen. */
export function seen(scope)
{
  return scope.cause === 'EXCHANGE' ? scope.exchange : scope.cause === 'NETWORK' ? scope.network : null;
}

/** Who set it to its level, where a person did and the engine has told; null else. */
export function commander(scope)
{
  const { commanded } = scope;
  return commanded && BY_PERSONS[scope.cause] === commanded.command ? commanded : null;
}

const BY_PERSONS = { OPERATOR_KILL: 'kill', CONFIRM: 'confirm', FORCE_RECOVERY: 'force_recovery', RESET: 'reset' };
const DONE_BY = { OPERATOR_KILL: 'Killed by ', CONFIRM: 'Confirmed by ', FORCE_RECOVERY: 'Recovery forced by ', RESET: 'Reset by ' };

/** A cause for people, with the person's name where it is known. */
export function causeOf(scope)
{
  const person = commander(scope);
  return person ? DONE_BY[scope.cause] + person.by : causeWords(scope.cause);
}

/** What a person gave as the reason, in quotes; nothing where none was given. */
export function quoted(command)
{
  return command?.reason ? '“' + command.reason + '”' : '';
}

/** The scope above that holds it at a stricter level than its own; null where it is its own. */
export function holder(scope, byPath)
{
  if (scope.level === scope.own_level)
  {
    return null;
  }
  for (let path = scope.scope; path !== '';)
  {
    path = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
    if (byPath.get(path)?.own_level === scope.level)
    {
      return path;
    }
  }
  return null;
}

/**
 * What brings a scope back, as steps: { text, state } with state done, now or later, and for the cooldown its ms left.
 * The engine alone decides; this is how it tells it.
 */
export function wayBack(scope, leftMs)
{
  if (scope.own_level === 'CLOSED')
  {
    return [];
  }
  if (!scope.recovery)
  {
    // A transition was told, and the status after it was not yet: what that before said is of another level.
    return [{ text: 'how it comes back is told in a moment', state: 'later' }];
  }
  const recovery = scope.recovery;
  if (scope.own_level === 'SHUTDOWN')
  {
    return [
      { text: 'the engine is restarted', state: recovery.resettable ? 'done' : 'now' },
      { text: 'an admin resets it, with a reason', state: recovery.resettable ? 'now' : 'later' },
    ];
  }
  const steps = (scope.causes ?? []).filter(cause => cause.stands).map(cause => standing(cause.cause));
  const stands = steps.length > 0;
  const cooling = leftMs > 0;
  // While a cause stands there is no clock that runs.
  steps.push({ text: stands ? 'then a cooldown without a breach' : cooling ? 'cooldown: no new breach for' : 'cooldown is over',
    state: stands ? 'later' : cooling ? 'now' : 'done', ms: stands || !cooling ? null : leftMs });
  const wanted = recovery.evidence_wanted ?? 0;
  const confirm = recovery.awaiting_confirmation || (recovery.needs ?? '').includes('confirm');
  if (wanted > 0 && !confirm)
  {
    const have = Math.min(recovery.evidence ?? 0, wanted);
    steps.push({ text: 'healthy sample' + (wanted > 1 ? 's' : '') + ': ' + have + ' of ' + wanted,
      state: have >= wanted ? 'done' : recovery.waiting_for_evidence ? 'now' : 'later' });
  }
  if (confirm)
  {
    steps.push({ text: 'an operator confirms', state: recovery.awaiting_confirmation ? 'now' : 'later' });
  }
  return steps;
}

const ENDS = {
  EXCHANGE: 'the venue reports UP', NETWORK: 'the session is CONNECTED', FAILURE_RATE: 'the failure rate falls below its limit',
  LOSS: 'the loss leaves its window', OVERLOAD: 'reports find room again', CONSECUTIVE_FAILURES: 'an order succeeds',
  JOURNAL: 'an admin accepts the journal’s failure', JOURNAL_DAMAGE: 'an admin accepts the journal’s damage',
  RESTARTS: 'an admin accepts the restarts',
};

function standing(cause)
{
  return { text: ENDS[cause] ?? causeShort(cause) + ' ends', state: 'now' };
}
