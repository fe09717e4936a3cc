/* What is at the venue: actions of the engine that run, open orders, positions. */

import { known } from './store.js';
import { h, keyed, show, text } from './dom.js';
import { moment, number, parse, scopeName } from './format.js';
import { now } from './store.js';

export function orders(root)
{
  const session = h('span', { class: 'session' });
  const actions = table('Actions in progress', 'none', one => one.id + one.action,
    [['scope', one => scopeName(one.scope)], ['action', one => one.action.replaceAll('_', ' ')],
      ['stage', one => one.stage.toLowerCase() + ' ' + one.attempt], ['since', one => moment(parse(one.at), now())],
      ['', one => one.details ?? '']]);
  const open = table('Open orders', 'none', one => one.scope + ' ' + one.id,
    [['scope', one => scopeName(one.scope)], ['symbol', one => one.symbol], ['side', one => one.side], ['open', one => one.open],
      ['of', one => one.quantity], ['', one => (one.cancelling ? 'cancelling' : '')]]);
  const positions = table('Positions', 'flat', one => one.scope + ' ' + one.symbol,
    [['scope', one => scopeName(one.scope)], ['symbol', one => one.symbol], ['quantity', one => one.quantity]]);
  const counts = h('p', { class: 'counts' });
  root.append(h('div', { class: 'title' }, h('h2', { id: 'orders-title' }, 'Orders and positions'), session), actions.element,
    open.element, positions.element, counts);

  function draw()
  {
    const gateway = known.status.gateway;
    text(session, gateway ? (gateway.logged_on ? 'logged on' : 'NOT LOGGED ON') : 'no gateway tells of itself');
    session.dataset.is = gateway ? (gateway.logged_on ? 'good' : 'bad') : 'none';
    actions.draw(known.status.actions ?? []);
    open.draw(gateway?.open_orders ?? []);
    positions.draw(gateway?.positions ?? []);
    show(open.element, gateway !== null && gateway !== undefined);
    show(positions.element, gateway !== null && gateway !== undefined);
    const refused = Object.entries(gateway?.refused ?? {}).map(([reason, count]) => reason + ' ' + number(count)).join(', ');
    text(counts, gateway ? 'sent ' + number(gateway.allowed) + ', of those cut ' + number(gateway.allowed_reduced) + '; cancels '
      + number(gateway.cancels) + (refused ? '; refused: ' + refused : '') : '');
  }

  return { draw };
}

function table(name, nothing, key, columns)
{
  const body = h('tbody', {});
  const head = h('tr', {}, columns.map(([title]) => h(title === '' ? 'td' : 'th', title === '' ? {} : { scope: 'col' }, title)));
  const grid = h('table', {}, h('thead', {}, head), body);
  const none = h('p', { class: 'none' }, nothing);
  const wide = h('div', { class: 'wide', tabindex: '0', role: 'region', 'aria-label': name }, grid);
  const element = h('div', { class: 'block' }, h('h3', {}, name), none, wide);
  return {
    element,
    draw(rows)
    {
      show(none, rows.length === 0);
      show(wide, rows.length > 0);
      keyed(body, rows, key, () => h('tr', {}, columns.map(() => h('td', {}))),
        (row, one) => columns.forEach(([, value], at) => text(row.children[at], value(one))));
    },
  };
}
