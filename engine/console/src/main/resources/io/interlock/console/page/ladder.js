/* The five levels, and which scope is at which: the first thing to look at. */

import { bySeverity, known } from './store.js';
import { LEVELS, MEANING } from './words.js';
import { badge, h, keyed, style, text } from './dom.js';
import { scopeName } from './format.js';
import { goTo } from './tiles.js';

const MOST = 10;

export function ladder(root)
{
  const list = h('ol', { class: 'ladder' });
  const rungs = LEVELS.map(level => rung(level));
  rungs.forEach(one => list.append(one.element));
  root.append(list);

  function draw()
  {
    const scopes = [...known.scopes.values()].sort(bySeverity);
    rungs.forEach(one => one.draw(scopes.filter(scope => scope.level === one.level)));
  }

  return { draw };
}

function rung(level)
{
  const count = h('span', { class: 'count' }, '0');
  const names = h('ul', { class: 'names' });
  const more = h('span', { class: 'more' });
  const element = h('li', { class: 'rung', data: { level } },
    h('div', { class: 'head' }, badge(level), count), h('p', { class: 'meaning' }, MEANING[level]), names, more);
  return {
    level,
    element,
    draw(scopes)
    {
      element.dataset.here = scopes.length > 0 ? 'yes' : 'no';
      text(count, scopes.length);
      keyed(names, scopes.slice(0, MOST), scope => scope.scope, makeName, changeName);
      text(more, scopes.length > MOST ? 'and ' + (scopes.length - MOST) + ' more' : '');
      style(element, '--share', String(Math.min(1, scopes.length)));
    },
  };
}

function makeName(scope)
{
  return h('li', {}, h('button', { type: 'button', class: 'chip', onclick: () => goTo(scope.scope) },
    h('span', { class: 'name' }), h('span', { class: 'flag' })));
}

function changeName(element, scope)
{
  const [name, flag] = element.firstElementChild.children;
  text(name, scopeName(scope.scope));
  text(flag, scope.override ? 'override' : '');
}
