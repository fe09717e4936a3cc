/* Who was told, who has seen it, and what is kept quiet. */

import { ask, post } from './api.js';
import { known, may, now } from './store.js';
import { others } from './stream.js';
import { badge, h, keyed, rebadge, show, text } from './dom.js';
import { length, moment, parse, scopeName } from './format.js';
import { severity } from './words.js';

const LENGTHS = ['15m', '30m', '1h', '4h', '1d'];

export function notices(root)
{
  const open = h('ul', { class: 'list open' });
  const none = h('p', { class: 'none' }, 'Nothing is open.');
  const all = h('button', { type: 'button', class: 'act', hidden: true, onclick: () => say(said, acknowledge('all')) }, 'Acknowledge all');
  const silences = h('ul', { class: 'list silences' });
  const said = h('p', { class: 'result', role: 'status', hidden: true });
  const form = silenceForm(said);
  root.append(h('div', { class: 'title' }, h('h2', { id: 'notices-title' }, 'Notifications'), all), none, open,
    h('h3', {}, 'Silenced'), silences, form.element, said);

  function draw()
  {
    const list = [...known.notices?.open ?? []].sort((one, other) => Boolean(one.acknowledged_by) - Boolean(other.acknowledged_by)
      || severity(other.level) - severity(one.level));
    show(none, list.length === 0);
    show(all, may('operator') && list.filter(one => !one.acknowledged_by).length > 1);
    keyed(open, list, one => one.id, one => makeOpen(one, said), changeOpen);
    keyed(silences, known.notices?.silences ?? [], one => one.id, one => makeSilence(one, said), changeSilence);
    root.querySelector('h3').hidden = (known.notices?.silences ?? []).length === 0;
    form.draw();
  }

  return { draw };
}

const acknowledge = id => post('/api/notifications/' + encodeURIComponent(id) + '/acknowledge', {});

async function say(said, request)
{
  try
  {
    const answer = await request;
    said.dataset.is = 'done';
    text(said, answer.message);
  }
  catch (problem)
  {
    said.dataset.is = 'refused';
    text(said, problem.message);
  }
  show(said, true);
  others();
}

function makeOpen(one, said)
{
  return h('li', {}, badge(one.level, 'small'), h('span', { class: 'name' }), h('span', { class: 'when' }), h('span', { class: 'who' }),
    h('button', { type: 'button', class: 'act', onclick: () => say(said, acknowledge(one.id)) }, 'Acknowledge'));
}

function changeOpen(item, one)
{
  const [level, name, when, who, button] = item.children;
  rebadge(level, one.level);
  text(name, scopeName(one.scope));
  text(when, moment(parse(one.since), now()));
  text(who, one.acknowledged_by ? 'seen by ' + one.acknowledged_by : 'not yet seen');
  item.dataset.seen = one.acknowledged_by ? 'yes' : 'no';
  show(button, may('operator') && !one.acknowledged_by);
}

function makeSilence(one, said)
{
  return h('li', {}, h('span', { class: 'name' }), h('span', { class: 'when' }), h('span', { class: 'who' }),
    h('button', { type: 'button', class: 'act', onclick: () => say(said, ask('DELETE', '/api/notifications/silences?id='
      + encodeURIComponent(one.id))) }, 'End'));
}

function changeSilence(item, one)
{
  const [name, when, who, button] = item.children;
  text(name, scopeName(one.scope) + ' and below');
  text(when, 'for ' + length(parse(one.until) - now()));
  text(who, one.by + (one.reason ? ': ' + one.reason : ''));
  show(button, may('operator'));
}

function silenceForm(said)
{
  const scope = h('select', { id: 'silence-scope' });
  const time = h('select', { id: 'silence-for' }, LENGTHS.map(one => h('option', { value: one }, one)));
  const reason = h('input', { id: 'silence-reason', type: 'text', maxlength: 120, required: true, autocomplete: 'off' });
  const element = h('details', { class: 'silence' }, h('summary', {}, 'Silence…'), h('form', { onsubmit: event =>
  {
    event.preventDefault();
    say(said, post('/api/notifications/silences', { scope: scope.value, for: time.value, reason: reason.value.trim() }));
    reason.value = '';
    element.open = false;
  } }, h('label', { for: 'silence-scope' }, 'Scope'), scope, h('label', { for: 'silence-for' }, 'For'), time,
  h('label', { for: 'silence-reason' }, 'Reason'), reason, h('button', { type: 'submit', class: 'act' }, 'Silence')));
  return {
    element,
    draw()
    {
      show(element, may('operator'));
      const paths = [...known.scopes.keys()].sort().slice(0, 500);
      if (!element.open && scope.options.length !== paths.length)
      {
        scope.replaceChildren(...paths.map(path => h('option', { value: path }, scopeName(path))));
      }
    },
  };
}
