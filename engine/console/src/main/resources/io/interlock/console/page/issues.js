/* What the engine has complained of. */

import { known, now } from './store.js';
import { h, keyed, show, text } from './dom.js';
import { moment, number, parse, scopeName } from './format.js';

const MOST = 12;

export function issues(root)
{
  const list = h('ul', { class: 'list issues' });
  const none = h('p', { class: 'none' }, 'None in the last hour.');
  const note = h('p', { class: 'rest', hidden: true });
  root.append(h('div', { class: 'title' }, h('h2', { id: 'issues-title' }, 'Issues')), none, list, note);

  function draw()
  {
    const all = gathered(known.issues);
    show(none, all.length === 0);
    keyed(list, all.slice(0, MOST), one => one.key, make, change);
    show(note, all.length > MOST || known.issuesNote !== null);
    text(note, (all.length > MOST ? 'and ' + (all.length - MOST) + ' other kinds in the last hour. ' : '') + (known.issuesNote ?? ''));
  }

  return { draw };
}

/** The same complaint again and again is one line with a count; the latest first. */
function gathered(issues)
{
  const found = new Map();
  for (const one of issues)
  {
    const key = [one.issue_type, one.scope, one.details].join('\n');
    const first = found.get(key);
    first ? first.count++ : found.set(key, { ...one, key, count: 1 });
  }
  return [...found.values()];
}

function make()
{
  return h('li', {}, h('span', { class: 'when' }), h('span', { class: 'name' }), h('span', { class: 'type' }),
    h('span', { class: 'what' }));
}

function change(item, one)
{
  const [when, name, type, what] = item.children;
  text(when, moment(parse(one.timestamp), now()));
  text(name, scopeName(one.scope));
  text(type, one.issue_type + (one.count > 1 ? ' × ' + one.count : ''));
  text(what, (one.details ?? '') + (one.value !== null && !one.details ? number(one.value) : ''));
}
