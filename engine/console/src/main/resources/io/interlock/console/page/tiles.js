/* One tile per scope, the worst first. */

import { bySeverity, changed, known } from './store.js';
import { number } from './format.js';
import { choose } from './place.js';
import { h, keyed, show, text } from './dom.js';
import { makeTile, changeTile, tickTile } from './tile.js';

/** With thousands of scopes the rest waits until somebody looks for it: a page of thousands of tiles is neither read nor drawn in time. */
const MOST_CALM = 24;
const MOST_TROUBLED = 48;

let reveal = () => undefined;

/** Brings a scope's tile into view, with the focus on it, and draws its charts. */
export function goTo(path)
{
  reveal(path);
}

export function tiles(root)
{
  const filter = h('input', { type: 'search', id: 'filter', placeholder: 'Find a scope', 'aria-label': 'Find a scope',
    autocomplete: 'off', spellcheck: 'false', oninput: () => draw() });
  const grid = h('div', { class: 'tiles' });
  const rest = h('p', { class: 'rest', hidden: true });
  root.append(h('div', { class: 'title' }, h('h2', { id: 'tiles-title' }, 'Scopes'), filter), grid, rest);

  reveal = path =>
  {
    choose(path);
    let tile = find(path);
    if (!tile)
    {
      filter.value = path;
      draw();
      tile = find(path);
    }
    changed();
    tile?.scrollIntoView({ block: 'nearest' });
    tile?.focus({ preventScroll: true });
  };

  function find(path)
  {
    return [...grid.children].find(tile => tile.dataset.scope === path);
  }

  function draw()
  {
    const wanted = filter.value.trim().toLowerCase();
    const all = [...known.scopes.values()].filter(scope => wanted === '' || scope.scope.toLowerCase().includes(wanted)).sort(bySeverity);
    let calm = 0;
    let troubled = 0;
    const hidden = new Map();
    const shown = all.filter(scope =>
    {
      // Who was looked for by its whole name is shown, whatever else is.
      const fits = scope.scope.toLowerCase() === wanted
        || (scope.level === 'CLOSED' && !scope.override ? ++calm <= MOST_CALM : ++troubled <= MOST_TROUBLED);
      fits || hidden.set(scope.level, (hidden.get(scope.level) ?? 0) + 1);
      return fits;
    });
    keyed(grid, shown, scope => scope.scope, makeTile, changeTile);
    show(rest, hidden.size > 0 || all.length === 0);
    text(rest, all.length === 0 ? 'No scope has such a name.' : 'Not shown here: '
      + [...hidden].map(([level, count]) => number(count) + ' more at ' + level).join(', ') + '. Find them by name, above.');
    show(filter, known.scopes.size > 8 || wanted !== '');
  }

  return { draw, tick: () => [...grid.children].forEach(tickTile) };
}
