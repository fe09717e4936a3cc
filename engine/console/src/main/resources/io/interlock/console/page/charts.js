/*
 * Four charts of one scope: latency, failure rate, slippage, equity. The server keeps the last hour, so that who comes after an incident
 * sees what led to it; thresholds are drawn as lines with their level's name, the scope's own level as bands behind.
 */

import uPlot from './uplot.js';
import { BREAKER, get } from './api.js';
import { JOINED_MS, bands, labels } from './bands.js';
import { bySeverity, changed, known, now } from './store.js';
import { attribute, h, show, text } from './dom.js';
import { money, number, scopeName } from './format.js';
import { choose } from './place.js';
import { colour, recolour } from './theme.js';

const EACH_MS = 2_000;
const POINTS = 360;
const HEIGHT = 170;

const KINDS = [
  { key: 'latency_ms', title: 'Latency', unit: 'ms', limits: 'latency_ms', help: 'the worst of the last 10 to 20 s' },
  { key: 'failure_rate_percent', title: 'Failure rate', unit: '%', limits: 'failure_rate_percent', help: 'of the window’s results' },
  { key: 'slippage_percent', title: 'Slippage', unit: '%', limits: 'slippage_percent', help: 'the worst of the last 10 to 20 s' },
  { key: 'equity', title: 'Equity', unit: '', limits: null, help: 'as it was reported', free: true },
];

export function charts(root)
{
  const choice = h('select', { 'aria-label': 'Scope of the charts', onchange: () =>
  {
    choose(choice.value);
    changed();
  } });
  const ranges = h('div', { class: 'ranges', role: 'group', 'aria-label': 'How far back' },
    [5, 15, 60].map(minutes => h('button', { type: 'button', class: 'quiet', 'aria-pressed': minutes === 60 ? 'true' : 'false',
      data: { minutes }, onclick: () => range(minutes) }, minutes + ' min')));
  const grid = h('div', { class: 'charts' });
  const note = h('p', { class: 'rest', hidden: true });
  root.append(h('div', { class: 'title' }, h('h2', { id: 'charts-title' }, 'Last hour of ', choice), ranges), grid, note);
  const all = KINDS.map(kind => new Chart(kind, grid));
  let minutes = 60;
  let shown = null;
  let due = 0;
  let run = 0;

  function range(wanted)
  {
    minutes = wanted;
    [...ranges.children].forEach(button => button.setAttribute('aria-pressed', String(Number(button.dataset.minutes) === wanted)));
    due = 0;
    tick();
  }

  function draw()
  {
    // An attached console reads an engine's files, which tell no history.
    show(root, known.status.source !== 'attached');
    const paths = [...known.scopes.values()].sort(bySeverity).slice(0, 200).map(scope => scope.scope);
    if (!paths.includes(known.selected))
    {
      paths.push(known.selected);
    }
    const wanted = [...paths].sort();
    if (JSON.stringify([...choice.options].map(option => option.value)) !== JSON.stringify(wanted))
    {
      choice.replaceChildren(...wanted.map(path => h('option', { value: path }, path === '' ? 'root: the whole engine' : path)));
    }
    choice.value = known.selected;
    if (shown !== known.selected)
    {
      shown = known.selected;
      due = 0;
    }
    tick();
  }

  function tick()
  {
    if (!document.hidden && !root.hidden && performance.now() >= due)
    {
      due = performance.now() + EACH_MS;
      load();
    }
  }

  async function load()
  {
    const mine = ++run;
    try
    {
      const answer = await get(BREAKER + 'history?minutes=' + minutes + '&points=' + POINTS + '&scope=' + encodeURIComponent(shown));
      if (mine === run)
      {
        text(note, answer.kept ? '' : answer.note);
        show(note, !answer.kept);
        all.forEach(chart => chart.take(answer));
      }
    }
    catch (problem)
    {
      text(note, problem.message);
      show(note, true);
    }
  }

  new ResizeObserver(() => all.forEach(chart => chart.resize())).observe(grid);
  recolour(() => all.forEach(chart => chart.rebuild()));
  return { draw, tick };
}

class Chart
{
  constructor(kind, parent)
  {
    this.kind = kind;
    this.value = h('span', { class: 'now' }, '–');
    this.place = h('div', { class: 'plot' });
    this.words = h('p', { class: 'unseen' });
    this.element = h('figure', { class: 'chart' }, h('figcaption', {}, h('h3', {}, kind.title), this.value,
      h('span', { class: 'help' }, kind.help)), this.place, this.words);
    parent.append(this.element);
    this.data = [[0], [null]];
    this.levels = [];
    this.limits = [];
  }

  take(answer)
  {
    const { kind } = this;
    const series = answer.series;
    this.data = joined(series.at_ms.map(ms => ms / 1000), series[kind.key], answer.step_ms);
    this.levels = { at: series.at_ms, level: series.level, step: answer.step_ms };
    this.limits = kind.limits === null ? [] : Object.entries(answer.limits[kind.limits])
      .filter(([name, value]) => ['alert', 'throttle', 'halt', 'shutdown'].includes(name) && value !== null)
      .map(([name, value]) => ({ level: name.toUpperCase(), value }));
    this.end = now() / 1000;
    this.start = this.end - answer.minutes * 60;
    const last = series[kind.key].findLast(value => value !== null);
    const told = kind.free ? money(last) : number(last);
    text(this.value, last === undefined ? 'nothing reported' : told + (kind.unit ? ' ' + kind.unit : ''));
    text(this.words, kind.title + ' of ' + scopeName(answer.scope) + ': ' + this.value.textContent
      + this.limits.map(limit => ', ' + limit.level + ' from ' + number(limit.value)).join(''));
    attribute(this.element, 'data-empty', last === undefined ? 'yes' : null);
    this.plot === undefined ? this.rebuild() : this.redraw();
  }

  redraw()
  {
    this.plot.setData(this.data, false);
    this.plot.setScale('x', { min: this.start, max: this.end });
  }

  rebuild()
  {
    if (this.start === undefined)
    {
      return;
    }
    this.plot?.destroy();
    this.plot = new uPlot(this.options(), this.data, this.place);
    this.redraw();
  }

  resize()
  {
    if (this.plot && this.place.clientWidth > 0)
    {
      this.plot.setSize({ width: this.place.clientWidth, height: HEIGHT });
    }
  }

  /** From 0, and high enough for the next threshold that is not reached; equity as close as it comes. */
  extent(least, most)
  {
    if (this.kind.free)
    {
      const room = least === null ? 1 : Math.max((most - least) * 0.15, Math.abs(most) * 0.002, 0.01);
      return least === null ? [0, 1] : [least - room, most + room];
    }
    const above = this.limits.map(limit => limit.value).filter(value => value > (most ?? 0));
    const next = above.length > 0 ? Math.min(...above) : 0;
    return [0, Math.max((most ?? 0) * 1.12, next * 1.15, 1e-9)];
  }

  options()
  {
    const grid = { stroke: colour('grid'), width: 1 };
    const font = '11px ' + colour('mono');
    const axis = { stroke: colour('soft'), grid, ticks: { show: false }, font };
    return {
      width: Math.max(200, this.place.clientWidth), height: HEIGHT, padding: [10, 8, 0, 0], legend: { show: false },
      cursor: { points: { size: 6 }, drag: { x: false, y: false }, y: false },
      tzDate: seconds => uPlot.tzDate(new Date(seconds * 1000), 'UTC'),
      scales: { x: { time: true }, y: { range: (_, least, most) => this.extent(least, most) } },
      axes: [{ ...axis, size: 26, space: 60, values: (_, ticks) => ticks.map(tick => new Date(tick * 1000).toISOString().slice(11, 16)) },
        { ...axis, size: 58, space: 32, values: (_, ticks) => ticks.map(tick => number(tick)) }],
      series: [{}, { stroke: colour('line'), width: 1.6, points: { show: false }, spanGaps: false,
        fill: this.kind.free ? undefined : colour('line-fill') }],
      hooks: { drawClear: [plot => bands(plot, this.levels)], draw: [plot => labels(plot, this.limits)],
        setCursor: [plot => this.point(plot)] },
    };
  }

  point(plot)
  {
    const at = plot.cursor.idx;
    const value = at === null || at === undefined ? null : this.data[1][at];
    attribute(this.place, 'title', value === null || value === undefined ? null
      : new Date(this.data[0][at] * 1000).toISOString().slice(11, 19) + ' UTC: ' + (this.kind.free ? money(value) : number(value)) + ' '
        + this.kind.unit);
  }
}

/** Points without a number between two that belong together are left out; else they are a gap. */
function joined(times, values, stepMs)
{
  const out = [[], []];
  let last = null;
  times.forEach((time, at) =>
  {
    const value = values[at];
    if (value !== null)
    {
      if (last !== null && (time - last) * 1000 > Math.max(JOINED_MS, stepMs))
      {
        out[0].push(last + stepMs / 1000);
        out[1].push(null);
      }
      out[0].push(time);
      out[1].push(value);
      last = time;
    }
  });
  return out[0].length === 0 ? [times.slice(-1), [null]] : out;
}
