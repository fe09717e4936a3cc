/* One scope: which level, why, since when, what brings it back, what it lets through, and the way to act. */

import { changed, known, may, now } from './store.js';
import { attribute, badge, h, keyed, rebadge, show, style, text } from './dom.js';
import { countdown, length, money, moment, number, parse, quantity, scopeName } from './format.js';
import { causeOf, commander, holder, permits, quoted, seen, severity, wayBack } from './words.js';
import { operate } from './operator.js';
import { choose } from './place.js';

const INTENTS = ['OPEN', 'CLOSE', 'CANCEL'];
const FACTS = ['failures in row', 'failure rate', 'last report', 'worst slippage', 'equity', 'below its high'];
const MILLION = 1e6;
const LAST_REPORT = FACTS.indexOf('last report');

/** Once; changeTile fills it. */
export function makeTile(scope)
{
  const name = h('h3', { class: 'name' });
  const flags = h('span', { class: 'flags' });
  const cause = h('span', { class: 'cause' });
  const value = h('span', { class: 'value' });
  const limit = h('span', { class: 'limit' });
  const fill = h('span', { class: 'fill' });
  const mark = h('span', { class: 'mark' });
  const tile = h('article', { class: 'tile', tabindex: '-1', data: { scope: scope.scope }, onclick: () => select(scope.scope) },
    h('header', {}, badge(null), name, flags),
    h('div', { class: 'why' }, h('p', { class: 'line' }, cause, value, limit),
      h('div', { class: 'bar', 'aria-hidden': 'true' }, fill, mark)),
    h('p', { class: 'since' }, h('span', { class: 'when' }), h('span', { class: 'tick ago' })),
    h('div', { class: 'back' }, h('h4', {}), h('ol', { class: 'steps' })),
    h('ul', { class: 'permits', 'aria-label': 'Orders now' }, INTENTS.map(intent => h('li', { data: { intent } }, h('b', {}, intent),
      h('span', {})))),
    h('dl', { class: 'facts' }, FACTS.map(fact => h('div', {}, h('dt', {}, fact), h('dd', {}, '–')))),
    h('footer', {},
      h('button', { type: 'button', class: 'act', onclick: () => operate(scope.scope) }, 'Act…'),
      h('button', { type: 'button', class: 'act confirm', hidden: true, onclick: () => operate(scope.scope, 'confirm') }, 'Confirm…'),
      h('button', { type: 'button', class: 'act override', onclick: () => toggleOverride(scope.scope) }, 'Override…')));
  return tile;
}

function select(path)
{
  if (known.selected !== path)
  {
    choose(path);
    changed();
  }
}

function toggleOverride(path)
{
  operate(path, known.scopes.get(path)?.own_override ? 'override-off' : 'override-on');
}

/** Each time. */
export function changeTile(tile, scope)
{
  const [header, why, , back, permit, facts, footer] = tile.children;
  tile.dataset.level = scope.level;
  tile.dataset.selected = known.selected === scope.scope ? 'yes' : 'no';
  const [level, name, flags] = header.children;
  rebadge(level, scope.level);
  text(name, scopeName(scope.scope));
  attribute(name, 'title', scope.scope === '' ? 'the whole engine' : scope.scope);
  const words = [scope.override ? 'OVERRIDE' : '', ...(scope.guard ?? []), scope.aggressive ? 'aggressive' : '',
    scope.cause === 'EXCHANGE' || (scope.exchange ?? 'UP') === 'UP' ? '' : 'venue ' + scope.exchange,
    scope.cause === 'NETWORK' || (scope.network ?? 'CONNECTED') === 'CONNECTED' ? '' : 'network ' + scope.network];
  text(flags, words.filter(Boolean).join(' · '));
  changeWhy(why, scope);
  changeBack(back, scope);
  const stale = known.status?.stale || known.engineStale;
  const allowed = permits(scope, stale);
  [...permit.children].forEach(item =>
  {
    item.dataset.is = allowed[item.dataset.intent];
    text(item.lastElementChild, allowed[item.dataset.intent]);
  });
  changeFacts(facts, scope);
  show(footer, may('operator'));
  show(footer.children[1], scope.recovery?.awaiting_confirmation === true);
  text(footer.children[2], scope.own_override ? 'Lift override…' : 'Override…');
  tickTile(tile);
}

function changeWhy(why, scope)
{
  const [line, bar] = why.children;
  const [cause, value, limit] = line.children;
  const held = holder(scope, known.scopes);
  const calm = scope.level === 'CLOSED';
  const told = held === null ? scope : known.scopes.get(held) ?? scope;
  const has = !calm && told.value !== null && told.value !== undefined;
  const status = seen(told);
  text(cause, calm ? calmWords(scope) : (held === null ? '' : 'By ' + scopeName(held) + ': ') + causeOf(told));
  text(value, has ? quantity(told.value, told.unit) : !calm && status ? status : '');
  text(limit, has && told.threshold !== null ? told.own_level + ' limit ' + quantity(told.threshold, told.unit)
    : calm ? quoted(scope.override ? overrider(scope) : commander(scope)) : quoted(commander(told)) || demand(told));
  const draws = has && told.threshold > 0;
  attribute(bar, 'data-draws', draws ? 'yes' : 'no');
  if (draws)
  {
    const most = Math.max(told.value, told.threshold) * 1.12;
    style(bar.children[0], 'width', (100 * told.value / most).toFixed(1) + '%');
    style(bar.children[1], 'left', (100 * told.threshold / most).toFixed(1) + '%');
  }
}

function calmWords(scope)
{
  const by = overrider(scope)?.by;
  return scope.override ? 'No new risk: override by ' + (by ?? 'an operator') : scope.cause ? causeOf(scope) : 'Nothing has happened';
}

/** Who switched the override on, here or above; null where that is not known. */
function overrider(scope)
{
  for (let path = scope.scope; ;)
  {
    const one = known.scopes.get(path);
    if (one?.own_override)
    {
      return one.overridden ?? null;
    }
    if (path === '')
    {
      return null;
    }
    path = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
  }
}

/** Of a cause without numbers: that it holds the level as long as it stands. */
function demand(scope)
{
  const stands = (scope.causes ?? []).some(one => one.cause === scope.cause && one.stands);
  return stands ? scope.own_level + ' as long as it lasts' : '';
}

function changeBack(back, scope)
{
  const held = holder(scope, known.scopes);
  const calm = scope.own_level === 'CLOSED';
  const overridden = scope.override && calm;
  show(back, scope.level !== 'CLOSED' || overridden);
  const steps = held !== null ? [{ text: scopeName(held) + ' comes back first', state: 'now' }] : wayBack(scope, left(scope));
  if (scope.override)
  {
    steps.push({ text: 'an operator lifts the override' + (scope.own_override ? '' : ' above'), state: 'now' });
  }
  text(back.firstElementChild, title(scope, held, overridden));
  keyed(back.lastElementChild, steps.map((step, at) => ({ ...step, at })), step => step.at, makeStep, changeStep);
}

/** Where the way back leads: of several scopes above each other it is the upper one's way. */
function title(scope, held, overridden)
{
  const told = held === null ? scope : known.scopes.get(held) ?? scope;
  const to = told.own_level === 'SHUTDOWN' ? 'CLOSED' : told.recovers_to;
  return overridden ? 'New risk again when' : to ? 'Back to ' + to + ' when' : 'Comes back when';
}

function makeStep()
{
  return h('li', {}, h('span', { class: 'mark', 'aria-hidden': 'true' }), h('span', { class: 'what' }), h('span', { class: 'tick left' }),
    h('span', { class: 'progress', 'aria-hidden': 'true' }, h('span', {})));
}

function changeStep(element, step)
{
  element.dataset.state = step.state;
  attribute(element, 'data-timed', step.ms ? 'yes' : null);
  text(element.children[1], step.text);
}

function changeFacts(facts, scope)
{
  const rate = scope.failure_rate_percent === null ? '–' : quantity(scope.failure_rate_percent, 'percent') + ' of ' + scope.window_orders;
  const equity = scope.equity === null ? '–' : scope.equity >= MILLION ? number(scope.equity, 0) : money(scope.equity);
  const below = scope.drawdown_percent === null ? '–' : number(scope.drawdown_percent, 2) + ' %';
  const values = [scope.consecutive_failures, rate, null, quantity(scope.worst_slippage_percent, 'percent'), equity, below];
  values.forEach((value, at) => at === LAST_REPORT || text(facts.children[at].lastElementChild, value));
}

/** Milliseconds of cooldown that are left, now. */
function left(scope)
{
  const ends = parse(scope.recovery?.cooldown_ends_at);
  return ends === 0 ? 0 : ends - now();
}

/** What time alone changes. */
export function tickTile(tile)
{
  const scope = known.scopes.get(tile.dataset.scope);
  if (!scope)
  {
    return;
  }
  const at = now();
  const held = holder(scope, known.scopes);
  const since = parse((held === null ? scope : known.scopes.get(held) ?? scope).since);
  const [when, ago] = tile.children[2].children;
  text(when, since ? 'since ' + moment(since, at) + ' UTC' : 'since the start');
  text(ago, since ? 'for ' + length(at - since) : '');
  const reports = scope.last_reports ?? [];
  const last = Math.max(0, ...reports.map(report => parse(report.at)));
  text(tile.children[5].children[LAST_REPORT].lastElementChild, last ? length(at - last) + ' ago' : 'never');
  if (severity(scope.own_level) > 0)
  {
    tickSteps(tile.children[3].lastElementChild, scope, at);
  }
}

function tickSteps(steps, scope, at)
{
  for (const step of steps.children)
  {
    const timed = step.dataset.timed === 'yes';
    text(step.children[2], timed ? countdown(left(scope)) : '');
    if (timed)
    {
      const ends = parse(scope.recovery?.cooldown_ends_at);
      const whole = Math.max(1, ends - parse(scope.since));
      style(step.children[3].firstElementChild, 'width', (100 * Math.min(1, Math.max(0, 1 - (ends - at) / whole))).toFixed(1) + '%');
    }
  }
}
