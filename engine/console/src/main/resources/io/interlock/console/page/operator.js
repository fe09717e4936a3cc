/*
 * The operator's panel: choose, see what it would do, say why, send. What is dangerous takes two steps, and no more: a kill is two clicks
 * from anywhere, and waits for nothing, neither for its effect nor for a reason.
 */

import { BREAKER, post } from './api.js';
import { COMMANDS, bodyOf, likely, offered } from './commands.js';
import { bySeverity, known, may } from './store.js';
import { refresh } from './stream.js';
import { badge, h, rebadge, show, text } from './dom.js';
import { scopeName, moment, parse } from './format.js';
import { now } from './store.js';
import { tell } from './a11y.js';

const REASON_BYTES = 128;
const SETTLE_MS = 250;
/** A double click on what opened the panel must not be a click in it. */
const ARMED_MS = 350;

let panel = null;

/** Opens the panel for a scope, with a command chosen. */
export function operate(path, id)
{
  panel ??= new Panel();
  panel.open(path, id);
}

class Panel
{
  constructor()
  {
    this.scope = h('select', { id: 'op-scope', onchange: () => this.chooseScope() });
    this.commands = h('div', { class: 'commands', role: 'radiogroup', 'aria-labelledby': 'op-what' });
    this.help = h('p', { class: 'help' });
    this.from = badge(null);
    this.to = badge(null);
    this.levels = h('div', { class: 'levels' }, this.from, h('span', { class: 'arrow' }, '→'), this.to);
    this.effect = h('p', { class: 'said' });
    this.box = h('div', { class: 'effect', 'aria-live': 'polite' }, h('h3', {}, 'What it would do'), this.levels, this.effect);
    this.reason = h('input', { id: 'op-reason', type: 'text', autocomplete: 'off', maxlength: REASON_BYTES, oninput: () => this.arm() });
    this.note = h('span', { class: 'note' });
    this.send = h('button', { type: 'submit', class: 'send' });
    this.result = h('div', { class: 'result', role: 'status', hidden: true });
    this.cancel = h('button', { type: 'button', class: 'quiet', onclick: () => this.dialog.close() }, 'Cancel');
    const form = h('form', { onsubmit: event => this.submit(event) },
      h('header', {}, h('h2', { id: 'op-title' }, 'Operate'), h('button', { type: 'button', class: 'quiet close', 'aria-label': 'Close',
        onclick: () => this.dialog.close() }, '✕')),
      h('label', { for: 'op-scope' }, 'Scope'), this.scope,
      h('p', { class: 'label', id: 'op-what' }, 'Command'), this.commands, this.help, this.box,
      h('label', { for: 'op-reason' }, 'Reason ', this.note), this.reason,
      this.result, h('footer', {}, this.cancel, this.send));
    this.dialog = h('dialog', { class: 'operator', 'aria-labelledby': 'op-title' }, form);
    document.body.append(this.dialog);
    this.dryRun = 0;
  }

  open(path, id)
  {
    const all = [...known.scopes.values()].sort(bySeverity).slice(0, 500).map(scope => scope.scope);
    this.scope.replaceChildren(...[...new Set(['', path, ...all])].map(one => h('option', { value: one },
      one === '' ? 'root: the whole engine' : one)));
    this.scope.value = path;
    this.reason.value = '';
    text(this.cancel, 'Cancel');
    this.openedMs = performance.now();
    this.done = false;
    this.choose(id ?? likely(known.scopes.get(path)));
    if (!this.dialog.open)
    {
      this.dialog.showModal();
    }
    (this.command.reasonless ? this.send : this.reason).focus();
    setTimeout(() => this.arm(), ARMED_MS);
  }

  chooseScope()
  {
    const there = offered(known.scopes.get(this.scope.value)).some(one => one.id === this.command.id);
    this.choose(there ? this.command.id : 'override-on');
  }

  choose(id)
  {
    this.command = COMMANDS.find(one => one.id === id);
    this.done = false;
    const scope = known.scopes.get(this.scope.value);
    const isThere = this.commands.contains(document.activeElement);
    this.commands.replaceChildren(...offered(scope).map(one => h('button', { type: 'button', role: 'radio', class: 'choice',
      data: { id: one.id, tone: one.tone }, 'aria-checked': one.id === id ? 'true' : 'false', tabindex: one.id === id ? '0' : '-1',
      onclick: () => this.choose(one.id), onkeydown: event => this.move(event) }, one.name)));
    // By keyboard the next step is from here on, not from the top of the page.
    isThere && this.commands.querySelector('[aria-checked=true]')?.focus();
    text(this.help, this.command.help);
    text(this.note, this.command.reasonless ? '(may be left out)' : '(required, kept in the journal)');
    this.send.dataset.tone = this.command.tone;
    text(this.send, this.command.verb + ' ' + (this.scope.value === '' ? 'the whole engine' : scopeName(this.scope.value)));
    show(this.result, false);
    this.known = false;
    // At once, though the question settles first: the effect of the command before is none of this one, nor is an answer still to come.
    this.dryRun++;
    this.asking();
    this.arm();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), this.dialog.open ? SETTLE_MS : 0);
  }

  move(event)
  {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step)
    {
      event.preventDefault();
      const all = offered(known.scopes.get(this.scope.value));
      const at = all.findIndex(one => one.id === this.command.id);
      this.choose(all[(at + step + all.length) % all.length].id);
      this.commands.querySelector('[aria-checked=true]').focus();
    }
  }

  asking()
  {
    this.box.dataset.is = 'asking';
    rebadge(this.from, known.scopes.get(this.scope.value)?.level);
    rebadge(this.to, null);
    text(this.effect, 'asking the engine …');
  }

  /** What it would do, by the engine's own word. */
  async ask()
  {
    const run = ++this.dryRun;
    const path = this.scope.value;
    this.asking();
    if (!may(this.command.role))
    {
      this.told(false, 'This takes the role ' + this.command.role + '; you are ' + known.who?.role + '.', null);
      return;
    }
    try
    {
      const answer = await post(BREAKER + this.command.path,
        bodyOf(this.command, path, this.command.id === 'reset' ? this.reason.value.trim() || 'dry run' : '', true));
      if (run === this.dryRun)
      {
        this.told(true, answer.message, answer.level);
      }
    }
    catch (problem)
    {
      if (run === this.dryRun)
      {
        this.told(false, problem.message, null);
      }
    }
  }

  told(possible, words, level)
  {
    this.known = possible;
    this.box.dataset.is = possible ? 'possible' : 'refused';
    show(this.levels, possible);
    rebadge(this.to, level);
    text(this.effect, words);
    this.arm();
  }

  /** Whether it can be sent as it stands. */
  arm()
  {
    const long = new TextEncoder().encode(this.reason.value.trim()).length > REASON_BYTES;
    const said = this.reason.value.trim() !== '' || this.command.reasonless;
    const settled = performance.now() - this.openedMs >= ARMED_MS;
    const ready = may(this.command.role) && (this.known || this.command.reasonless) && said && !long && settled && !this.done;
    this.send.disabled = !ready;
    this.reason.setAttribute('aria-invalid', long ? 'true' : 'false');
  }

  async submit(event)
  {
    event.preventDefault();
    if (this.send.disabled)
    {
      return;
    }
    const { command } = this;
    const path = this.scope.value;
    this.done = true;
    this.arm();
    try
    {
      this.answered(await post(BREAKER + command.path, bodyOf(command, path, this.reason.value.trim(), false)));
    }
    catch (problem)
    {
      this.done = problem.status !== 0 && problem.status !== 409 && problem.status !== 400;
      this.say('refused', (problem.status === 409 ? 'Refused: ' : '') + problem.message);
      this.done = false;
      this.arm();
    }
    refresh();
  }

  answered(answer)
  {
    if (answer.pending)
    {
      this.say('pending', answer.message + (answer.expires_at ? ' Until ' + moment(parse(answer.expires_at), now()) + ' UTC.' : ''));
      return;
    }
    this.say('done', answer.message);
    text(this.cancel, 'Close');
    this.cancel.focus();
  }

  say(kind, words)
  {
    this.result.dataset.is = kind;
    show(this.result, true);
    text(this.result, words);
    tell(words);
  }
}
