/* The bar on top: how bad it is, whether that is true now, who is looking, and the way to a kill. */

import { known, may, now, worst } from './store.js';
import { contact } from './contact.js';
import { badge, h, rebadge, show, text } from './dom.js';
import { scopeName, time } from './format.js';
import { leave } from './session.js';
import { operate } from './operator.js';
import { theme, toggle } from './theme.js';

const CONTACT = { starting: 'connecting', outside: 'signed out', live: 'live', stale: 'stale', lost: 'no contact' };

export function bar(root)
{
  const level = badge(null, 'large');
  const words = h('span', { class: 'words' });
  const state = h('div', { class: 'state', hidden: true }, level, words);
  const live = h('span', { class: 'live' });
  const clock = h('span', { class: 'clock tick', 'aria-hidden': 'true' });
  const who = h('span', { class: 'who' });
  const look = h('button', { type: 'button', class: 'quiet', onclick: () => (toggle(), relabel()) });
  const out = h('button', { type: 'button', class: 'quiet', onclick: leave }, 'Sign out');
  const kill = h('button', { type: 'button', class: 'kill', hidden: true, onclick: () => operate('', 'kill') }, 'Kill…');
  root.append(h('h1', { class: 'brand' }, 'Interlock'), state, h('span', { class: 'gap' }), live, clock, who, look, out, kill);
  relabel();

  function relabel()
  {
    text(look, theme() === 'dark' ? 'Light' : 'Dark');
    look.setAttribute('aria-label', 'Change to the ' + (theme() === 'dark' ? 'light' : 'dark') + ' look');
  }

  function draw()
  {
    const most = known.who ? worst() : null;
    show(state, most !== null);
    rebadge(level, most);
    const there = [...known.scopes.values()].filter(scope => scope.level === most && scope.own_level === most).map(scope => scope.scope);
    text(words, most === 'CLOSED' || most === null ? 'all scopes' : there.length > 2 ? there.length + ' scopes'
      : there.map(scopeName).join(', '));
    text(who, known.who ? known.who.name + (known.who.name === known.who.role ? '' : ' · ' + known.who.role) : '');
    show(out, known.who !== null);
    show(kill, may('admin'));
    tick();
  }

  function tick()
  {
    text(live, contact() === 'live' && known.status?.source === 'attached' ? 'attached, reads only' : CONTACT[contact()] ?? '');
    text(clock, known.status ? time(now()) + ' UTC' : '');
  }

  return { draw, tick };
}
