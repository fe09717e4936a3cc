/* The last hour as one strip per scope, made of the transitions: where it was, for how long, at one glance. */

import { bySeverity, known, now } from './store.js';
import { attribute, h, keyed, style, text } from './dom.js';
import { parse, scopeName, time } from './format.js';

const HOUR_MS = 3_600_000;
const MOST = 12;
const MARKS = 6;

export function lanes(root)
{
  const axis = h('div', { class: 'axis', 'aria-hidden': 'true' }, Array.from({ length: MARKS + 1 }, () => h('span', {})));
  const rows = h('div', { class: 'rows', role: 'list' });
  root.append(rows, axis);
  let drawn = 0;

  function draw()
  {
    const changed = new Set(known.transitions.filter(one => parse(one.at) > now() - HOUR_MS).map(one => one.scope));
    const scopes = [...known.scopes.values()].filter(scope => changed.has(scope.scope) || scope.own_level !== 'CLOSED')
      .sort(bySeverity).slice(0, MOST);
    root.hidden = scopes.length === 0;
    keyed(rows, scopes, scope => scope.scope, makeRow, changeRow);
    [...axis.children].forEach((mark, at) => text(mark, time(now() - HOUR_MS * (MARKS - at) / MARKS).slice(0, 5)));
    drawn = now();
  }

  return { draw, tick: () => (now() - drawn > 5_000 ? draw() : undefined) };
}

function makeRow()
{
  return h('div', { class: 'row', role: 'listitem' }, h('span', { class: 'name' }), h('div', { class: 'strip', role: 'img' }));
}

function changeRow(row, scope)
{
  const [name, strip] = row.children;
  text(name, scopeName(scope.scope));
  const parts = segments(scope);
  attribute(strip, 'aria-label', parts.filter(part => part.level !== 'CLOSED' && part.level !== 'UNKNOWN')
    .map(part => part.level + ' from ' + time(part.from)).join(', ') || 'CLOSED all the hour');
  keyed(strip, parts, part => part.from + part.level, part => h('span', { class: 'part', data: { level: part.level } }, h('span', {})),
    changePart);
}

function changePart(element, part)
{
  const start = now() - HOUR_MS;
  const left = Math.max(0, part.from - start) / HOUR_MS;
  const right = Math.min(1, (part.to - start) / HOUR_MS);
  style(element, 'left', (100 * left).toFixed(2) + '%');
  style(element, 'width', (100 * Math.max(0.15 / 100, right - left)).toFixed(2) + '%');
  text(element.firstElementChild, part.level === 'CLOSED' ? '' : part.level);
  attribute(element, 'title', part.level + ' from ' + time(part.from) + ' to ' + time(part.to) + ' UTC');
}

/** From its transitions, the oldest first; before the first that is known it was what that one left. */
function segments(scope)
{
  const end = now();
  const start = end - HOUR_MS;
  const own = known.transitions.filter(one => one.scope === scope.scope).reverse();
  const parts = [];
  let level = own.length > 0 ? own[0].from : scope.own_level;
  let from = start;
  for (const one of own)
  {
    const at = parse(one.at);
    if (at > start)
    {
      parts.push({ level, from, to: at });
      from = at;
    }
    level = one.to;
  }
  parts.push({ level, from, to: end });
  return parts.filter(part => part.to > part.from);
}
