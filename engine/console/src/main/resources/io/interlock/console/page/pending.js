/* Commands that wait for a second person: whoever looks is asked. */

import { known, may, now } from './store.js';
import { h, keyed, show, text } from './dom.js';
import { countdown, parse, scopeName } from './format.js';
import { operate } from './operator.js';

export function pending(root)
{
  const list = h('ul', { class: 'pending' });
  root.append(list);

  function draw()
  {
    const waiting = known.status.pending ?? [];
    show(root, waiting.length > 0);
    keyed(list, waiting, one => one.command + ' ' + one.scope, make, change);
  }

  return { draw, tick: () => (known.status.pending?.length ? draw() : undefined) };
}

function make(one)
{
  return h('li', {}, h('strong', {}, 'A second person is needed'), h('span', { class: 'what' }), h('span', { class: 'tick' }),
    h('button', { type: 'button', class: 'act', onclick: () => operate(one.scope, one.command) }, 'Look and approve…'));
}

function change(element, one)
{
  const [, what, left, button] = element.children;
  text(what, one.asked_by + ' asks to ' + one.command + ' ' + scopeName(one.scope) + (one.reason ? ': ' + one.reason : ''));
  text(left, 'for another ' + countdown(parse(one.expires_at) - now()));
  show(button, may('admin') && one.asked_by !== known.who?.name);
}
