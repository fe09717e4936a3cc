/* What is known of the engine, and who wants to hear when that changes. One object, changed here alone. */

import { parse } from './format.js';

const MOST_TRANSITIONS = 2_000;

const listeners = [];
let due = false;

export const known = {
  who: null,                 // { name, role, until }
  status: null,              // the last whole status
  scopes: new Map(),         // its scopes by path
  transitions: [],           // the latest first
  commands: [],              // what was commanded over HTTP since this page is open, the latest first
  history: 'unknown',        // whether the transitions reach back: complete, cut
  notices: null,             // { open, silences, channels }
  issues: [],
  issuesNote: null,
  heardMs: 0,                // performance.now() of the engine's last word
  engineStale: false,        // what the engine says of itself
  skewMs: 0,                 // the engine's wall clock less this browser's
  selected: null,            // the scope that is drawn
  settled: false,            // the first transitions have come: from now on they are news
};

/** Hears of every change; changes of one moment are told together. */
export function listen(listener)
{
  listeners.push(listener);
}

/** Something has changed. */
export function changed()
{
  if (!due)
  {
    due = true;
    queueMicrotask(() =>
    {
      due = false;
      listeners.forEach(listener => listener(known));
    });
  }
}

/** The engine's wall clock, as well as this browser can tell. */
export function now()
{
  return Date.now() + known.skewMs;
}

/** The engine has said something, whatever it was. */
export function heard()
{
  known.heardMs = performance.now();
}

/** A whole status. */
export function takeStatus(status)
{
  // One that was asked for earlier and came later tells nothing new.
  if (known.status && known.status.boot_id === status.boot_id && parse(status.at) < parse(known.status.at))
  {
    return;
  }
  known.status = status;
  known.scopes = new Map(status.scopes.map(scope => [scope.scope, scope]));
  known.skewMs = parse(status.at) - Date.now();
  known.engineStale = status.stale;
  if (known.selected === null || !known.scopes.has(known.selected))
  {
    known.selected = interesting(status.scopes);
  }
  changed();
}

/**
 * What the stream tells of the most severe scopes: levels, causes, what brings them back. False where a whole status is wanted: there is
 * none yet, or it is of another life of the engine, or there is a scope that is not known.
 */
export function takeBrief(brief)
{
  const { status } = known;
  if (!status || status.boot_id !== brief.boot_id || brief.scopes_total !== known.scopes.size
    || brief.scopes.some(scope => !known.scopes.has(scope.scope)))
  {
    return false;
  }
  if (parse(brief.at) >= parse(status.at))
  {
    Object.assign(status, { at: brief.at, state: brief.state, stale: brief.stale });
    brief.scopes.forEach(scope => Object.assign(known.scopes.get(scope.scope), scope));
    known.skewMs = parse(brief.at) - Date.now();
    known.engineStale = brief.stale;
    changed();
  }
  return true;
}

/** What to draw before anybody has chosen: the worst that has numbers of its own. */
function interesting(scopes)
{
  const sorted = [...scopes].sort(bySeverity);
  return (sorted.find(scope => scope.last_reports?.length > 0) ?? sorted[0])?.scope ?? '';
}

/** Transitions, in any order; gives those that are new, the oldest first. */
export function takeTransitions(list)
{
  const have = new Set(known.transitions.map(one => one.sequence));
  const fresh = list.filter(one => !have.has(one.sequence)).sort((a, b) => a.sequence - b.sequence);
  if (fresh.length > 0)
  {
    known.transitions = [...fresh.reverse(), ...known.transitions].sort((a, b) => b.sequence - a.sequence).slice(0, MOST_TRANSITIONS);
    fresh.reverse();
    changed();
  }
  return fresh;
}

/** A journal that is another one: what was known of transitions is not of it. */
export function forgetTransitions()
{
  known.transitions = [];
  known.settled = false;
  changed();
}

/** A transition that was just told moves its scope at once; the status that follows tells the rest. */
export function apply(transition)
{
  const scope = known.scopes.get(transition.scope);
  if (!scope || !known.status || parse(transition.at) < parse(known.status.at))
  {
    return;
  }
  const wasOwn = scope.level === scope.own_level;
  Object.assign(scope, { own_level: transition.to, cause: transition.cause, value: transition.value, threshold: transition.threshold,
    unit: transition.unit, since: transition.at, recovery: null });
  if (wasOwn || order(transition.to) > order(scope.level))
  {
    scope.level = transition.to;
  }
  changed();
}

const ORDER = { SHUTDOWN: 4, HALT: 3, THROTTLE: 2, ALERT: 1, CLOSED: 0 };

function order(level)
{
  return ORDER[level] ?? 5;
}

/** The most severe first; of the same level the ones with an override, then by name with the root first. */
export function bySeverity(one, other)
{
  return order(other.level) - order(one.level) || order(other.own_level) - order(one.own_level)
    || Number(other.override) - Number(one.override) || (one.scope < other.scope ? -1 : one.scope > other.scope ? 1 : 0);
}

/** The most severe level of all scopes, as it is known now. */
export function worst()
{
  let level = known.status ? 'CLOSED' : null;
  for (const scope of known.scopes.values())
  {
    if (order(scope.level) > order(level))
    {
      level = scope.level;
    }
  }
  return level;
}

/** Which roles may do what: a role is let in where its token would be. */
export function may(role)
{
  if (role !== 'viewer' && known.status?.source === 'attached')
  {
    return false;
  }
  const roles = ['viewer', 'operator', 'admin'];
  return roles.indexOf(known.who?.role) >= roles.indexOf(role);
}
