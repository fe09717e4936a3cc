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
    const all = known.issues;
    const seen = new Map();
    const shown = all.slice(0, MOST).map(one =>
    {
      const key = one.timestamp + one.issue_type + one.scope + one.details;
      seen.set(key, (seen.get(key) ?? 0) + 1);
      return { ...one, key: key + seen.get(key) };
    });
    show(none, all.length === 0);
    keyed(list, shown, one => one.key, make, change);
    show(note, all.length > MOST || known.issuesNote !== null);
    text(note, (all.length > MOST ? 'and ' + (all.length - MOST) + ' more in the last hour. ' : '') + (known.issuesNote ?? ''));
  }

  return { draw };
}

function make()
{
  return h('li', {}, h('span', { class: 'when' }), h('span', { class: 'name' }), h('span', { class: 'type' }), h('span', { class: 'what' }));
}

function change(item, one)
{
  const [when, name, type, what] = item.children;
  text(when, moment(parse(one.timestamp), now()));
  text(name, scopeName(one.scope));
  text(type, one.issue_type);
  text(what, (one.details ?? '') + (one.value !== null && !one.details ? number(one.value) : ''));
}
