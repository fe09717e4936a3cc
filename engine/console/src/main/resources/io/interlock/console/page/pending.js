/* Commands that wait for a second person: whoever looks is asked. */

import { BREAKER, ask } from './api.js';
import { known, may, now } from './store.js';
import { h, keyed, show, text } from './dom.js';
import { countdown, parse, scopeName } from './format.js';
import { operate } from './operator.js';
import { refresh } from './stream.js';
import { tell } from './a11y.js';

export function pending(root)
{
  const list = h('ul', { class: 'pending' });
  root.append(list);

  function draw()
  {
    const waiting = known.status.pending ?? [];
    show(root, waiting.length > 0);
    keyed(list, waiting, one => one.id, make, change);
  }

  return { draw, tick: () => (known.status.pending?.length ? draw() : undefined) };
}

function make(one)
{
  const command = one.command === 'accept' ? 'accept-' + one.detail : one.command;
  return h('li', {}, h('strong', {}, 'A second person is needed'), h('span', { class: 'what' }), h('span', { class: 'tick' }),
    h('button', { type: 'button', class: 'act', onclick: () => operate(one.scope, command) }, 'Look and approve…'),
    h('button', { type: 'button', class: 'act quiet', onclick: () => withdraw(one.id) }, 'Withdraw'));
}

function change(element, one)
{
  const [, what, left, approve, drop] = element.children;
  text(what, one.asked_by + ' asks to ' + one.command + ' ' + (one.detail ? one.detail + ' in ' : '') + scopeName(one.scope)
    + (one.reason ? ': ' + one.reason : ''));
  text(left, 'for another ' + countdown(parse(one.expires_at) - now()));
  show(approve, may('admin') && one.asked_by !== known.who?.name);
  show(drop, may('admin'));
}

async function withdraw(id)
{
  try
  {
    tell((await ask('DELETE', BREAKER + 'pending?id=' + encodeURIComponent(id))).message);
  }
  catch (problem)
  {
    tell(problem.message);
  }
  refresh();
}
