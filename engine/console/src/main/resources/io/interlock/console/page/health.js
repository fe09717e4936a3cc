/* The engine's own parts: journal, rings, channels. */

import { known, now } from './store.js';
import { h, keyed, style, text } from './dom.js';
import { length, number, parse } from './format.js';

const GOOD = { OK: 'good', NONE: 'none', FAILED: 'bad' };
const CHANNEL = { UP: 'good', OK: 'good', HEALTHY: 'good', IDLE: 'none' };

export function health(root)
{
  const facts = [
    fact('Breaker thread'), fact('Journal'), meter('Input ring'), meter('Audit ring'), fact('Reports'), fact('Latency, all scopes'),
    fact('Faults'), fact('Build'), fact('Configuration'),
  ];
  const channels = h('ul', { class: 'list channels' });
  root.append(h('div', { class: 'title' }, h('h2', { id: 'health-title' }, 'Engine')), h('dl', { class: 'vitals' },
    facts.map(one => one.element)), h('h3', {}, 'Channels'), channels);

  function draw()
  {
    const [engine, journal, counters, metrics] = ['engine', 'journal', 'counters', 'metrics'].map(part => known.status[part] ?? {});
    const [beat, log, input, audit, reports, latency, faults, build, config] = facts;
    const age = engine.heartbeat_age_ms ?? null;
    beat.put(age === null ? 'not known' : 'last seen ' + number(age) + ' ms ago', known.status.stale ? 'bad' : 'good');
    const lag = journal.lag > 0 ? ', ' + number(journal.lag) + ' not yet durable' : '';
    log.put((journal.state ?? 'not known') + ', record ' + number(journal.sequence) + lag, GOOD[journal.state] ?? 'none');
    input.put(engine.ring_depth, engine.ring_capacity);
    audit.put(engine.audit_depth, engine.audit_capacity);
    reports.put(number(counters.judged + counters.in_lanes) + (counters.folded > 0 ? ', folded ' + number(counters.folded) : ''),
      counters.folded > 0 ? 'bad' : 'none');
    latency.put(!metrics.api_latency_samples ? 'none in five minutes' : 'p50 ' + number(metrics.p50_api_latency_ms) + ', p99 '
      + number(metrics.p99_api_latency_ms) + ', max ' + number(metrics.max_api_latency_ms) + ' ms', 'none');
    faults.put(number(counters.faults) + (counters.rejected > 0 ? '; bad samples ' + number(counters.rejected) : ''),
      counters.faults > 0 ? 'bad' : 'none');
    build.put(engine.build ?? '–', 'none');
    config.put((engine.config_hash ?? '–').slice(0, 12), 'none');
    keyed(channels, known.status.channels ?? [], one => one.name, makeChannel, changeChannel);
  }

  return { draw };
}

function fact(name)
{
  const value = h('dd', {}, '–');
  return {
    element: h('div', {}, h('dt', {}, name), value),
    put(words, is)
    {
      text(value, words);
      value.dataset.is = is;
    },
  };
}

function meter(name)
{
  const value = h('span', {});
  const fill = h('span', { class: 'fill' });
  return {
    element: h('div', {}, h('dt', {}, name), h('dd', {}, value, h('span', { class: 'meter', 'aria-hidden': 'true' }, fill))),
    put(depth, capacity)
    {
      text(value, number(depth) + ' of ' + number(capacity));
      style(fill, 'width', (capacity > 0 ? Math.min(100, 100 * depth / capacity) : 0).toFixed(1) + '%');
    },
  };
}

function makeChannel()
{
  return h('li', {}, h('span', { class: 'name' }), h('span', { class: 'is' }), h('span', { class: 'what' }));
}

function changeChannel(item, one)
{
  const [name, is, what] = item.children;
  text(name, one.name + (one.type && one.type !== one.name ? ' (' + one.type + ')' : ''));
  text(is, one.state);
  is.dataset.is = CHANNEL[one.state] ?? 'bad';
  const since = one.since ? ' for ' + length(now() - parse(one.since)) : '';
  text(what, 'delivered ' + number(one.delivered) + (one.failed ? ', failed ' + number(one.failed) : '')
    + (one.queued ? ', waiting ' + number(one.queued) : '') + (one.suppressed ? ', held back ' + number(one.suppressed) : '')
    + (one.last_error ? '; ' + one.last_error + since : ''));
}
