/* What happened: an hour as lanes, one a scope, and below it each transition with its cause. */

import { known, now } from './store.js';
import { badge, h, keyed, rebadge, show, text } from './dom.js';
import { length, moment, parse, quantity, scopeName } from './format.js';
import { causeOf, causeWords, commander, quoted, severity } from './words.js';
import { lanes } from './lanes.js';
import { goTo } from './tiles.js';

const FIRST = 12;
const MORE = 40;

export function timeline(root)
{
  const hour = h('div', { class: 'lanes' });
  const list = h('ol', { class: 'transitions' });
  const more = h('button', { type: 'button', class: 'quiet', hidden: true, onclick: () =>
  {
    most += MORE;
    draw();
  } }, 'Show more');
  const note = h('p', { class: 'rest', hidden: true });
  root.append(h('div', { class: 'title' }, h('h2', { id: 'timeline-title' }, 'What happened')), hour, list, more, note);
  const strips = lanes(hour);
  let most = FIRST;

  function draw()
  {
    strips.draw();
    const all = [...known.transitions, ...known.commands.map(asked)].sort((one, other) => parse(other.at) - parse(one.at));
    keyed(list, all.slice(0, most), one => one.sequence ?? one.key, one => (one.key ? makeCommand(one) : make(one)),
      (item, one) => one.key || change(item, one));
    show(more, all.length > most);
    show(note, known.transitions.length === 0 || known.history === 'cut');
    text(note, known.transitions.length === 0 ? 'No transition is known.'
      : 'Older ones are in the journal: interlock journal dump DIR --type transition');
    tick();
  }

  function tick()
  {
    strips.tick();
    const at = now();
    [...list.children].forEach(item =>
    {
      const [when, ago] = item.firstElementChild.children;
      text(when, moment(Number(item.dataset.at), at));
      text(ago, length(at - Number(item.dataset.at)) + ' ago');
    });
  }

  return { draw, tick };
}

/** A command as it is told here: who, what, where, and why. */
function asked(one)
{
  const scope = one.answer?.scope ?? null;
  const name = one.command.split('/').at(-1);
  return { at: one.at, scope, key: one.at + one.by + one.command, by: one.by, name, reason: one.reason, done: one.done,
    message: one.answer?.message ?? one.message };
}

function makeCommand(one)
{
  const scope = one.scope === null ? h('span', {})
    : h('button', { type: 'button', class: 'chip', onclick: () => goTo(one.scope) }, scopeName(one.scope));
  return h('li', { class: 'command', data: { at: parse(one.at) } },
    h('span', { class: 'when' }, h('span', {}), h('span', { class: 'ago tick' })), scope,
    h('span', { class: 'what' }, h('b', {}, one.by + ': ' + one.name), one.reason ? ' “' + one.reason + '”' : '',
      h('span', { class: 'help' }, (one.done ? ' – ' : ' – refused: ') + (one.message ?? ''))));
}

function make(one)
{
  return h('li', { data: { at: parse(one.at) } }, h('span', { class: 'when' }, h('span', {}), h('span', { class: 'ago tick' })),
    h('button', { type: 'button', class: 'chip', onclick: () => goTo(one.scope) }), badge(one.from, 'small'),
    h('span', { class: 'arrow' }), badge(one.to, 'small'), h('span', { class: 'cause' }));
}

function change(item, one)
{
  const [, scope, from, arrow, to, cause] = item.children;
  text(scope, scopeName(one.scope));
  rebadge(from, one.from);
  rebadge(to, one.to);
  text(arrow, severity(one.to) > severity(one.from) ? '▲' : '▼');
  arrow.setAttribute('aria-label', severity(one.to) > severity(one.from) ? 'up to' : 'down to');
  arrow.setAttribute('role', 'img');
  item.dataset.way = severity(one.to) > severity(one.from) ? 'up' : 'down';
  text(cause, words(one));
}

/** Why; where a person did it, who and what for, as far as the engine tells it of the last one. */
function words(one)
{
  const scope = known.scopes.get(one.scope);
  const person = scope && scope.cause === one.cause ? commander(scope) : null;
  if (person?.at === one.at)
  {
    return causeOf(scope) + ' ' + quoted(person);
  }
  return causeWords(one.cause) + (one.value === null ? '' : ' ' + quantity(one.value, one.unit))
    + (one.threshold === null ? '' : ', limit ' + quantity(one.threshold, one.unit));
}
