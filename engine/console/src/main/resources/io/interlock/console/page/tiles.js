/* One tile per scope, the worst first. */

import { bySeverity, changed, known } from './store.js';
import { h, keyed, show, text } from './dom.js';
import { makeTile, changeTile, tickTile } from './tile.js';

/** With thousands of scopes the calm ones wait until somebody looks for them. */
const MOST_CALM = 24;

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
    known.selected = path;
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
    const shown = all.filter(scope => scope.level !== 'CLOSED' || scope.override || ++calm <= MOST_CALM);
    keyed(grid, shown, scope => scope.scope, makeTile, changeTile);
    const hidden = all.length - shown.length;
    show(rest, hidden > 0 || all.length === 0);
    text(rest, all.length === 0 ? 'No scope has such a name.' : 'and ' + hidden + ' more at CLOSED: find them by name');
    show(filter, known.scopes.size > 8 || wanted !== '');
  }

  return { draw, tick: () => [...grid.children].forEach(tickTile) };
}
