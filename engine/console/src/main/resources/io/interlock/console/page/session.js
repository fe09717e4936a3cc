/* Who is looking. A token is traded once for a cookie that no script can read, and then forgotten. */

import { ask, get } from './api.js';
import { changed, known } from './store.js';
import { h, show, text } from './dom.js';

/** Says no more than that there was a session in this browser: without it nobody asks, and no attempt is recorded. */
const HINT = 'interlock-session';

let inside = () => undefined;

function remember(there)
{
  try
  {
    there ? localStorage.setItem(HINT, 'yes') : localStorage.removeItem(HINT);
  }
  catch
  {
    // A browser that keeps nothing is asked for a token each time.
  }
}

function remembered()
{
  try
  {
    return localStorage.getItem(HINT) !== null;
  }
  catch
  {
    return false;
  }
}

/** Looks whether there is a session, and asks for a token where there is none; begin() is called each time somebody is in. */
export async function enter(begin)
{
  inside = begin;
  if (!remembered())
  {
    askForToken();
    return;
  }
  try
  {
    await arrive();
  }
  catch (problem)
  {
    if (problem.status === 0 || problem.status >= 500)
    {
      setTimeout(() => enter(begin), 1000);
      return;
    }
    askForToken();
  }
}

async function arrive()
{
  const who = await get('/api/session');
  remember(true);
  known.who = { name: who.name, role: who.role, until: who.until };
  show(document.getElementById('entrance'), false);
  show(document.getElementById('main'), true);
  changed();
  inside();
}

/** The session has ended, there or here: nothing of the engine is shown any more. */
export function askForToken(why)
{
  Object.assign(known, { who: null, status: null, scopes: new Map(), notices: null, issues: [], heardMs: 0 });
  remember(false);
  document.body.dataset.contact = 'outside';
  show(document.getElementById('main'), false);
  const entrance = document.getElementById('entrance');
  const said = h('p', { class: 'problem', role: 'alert' }, why ?? '');
  const input = h('input', { type: 'password', id: 'token', autocomplete: 'off', spellcheck: 'false', required: true,
    'aria-describedby': 'token-help' });
  const button = h('button', { type: 'submit', class: 'primary' }, 'Sign in');
  const form = h('form', { onsubmit: event => trade(event, input, button, said) },
    h('h2', {}, 'Sign in'),
    h('label', { for: 'token' }, 'Token'), input, button, said,
    h('p', { id: 'token-help', class: 'help' }, 'The engine wrote its first tokens to ', h('code', {}, 'console-tokens.txt'),
      ' in its directory: viewer to look, operator and admin to act. The token is traded for a session and kept nowhere.'));
  entrance.replaceChildren(form);
  show(entrance, true);
  changed();
  input.focus();
}

async function trade(event, input, button, said)
{
  event.preventDefault();
  const token = input.value.trim();
  button.disabled = true;
  text(said, '');
  try
  {
    await ask('POST', '/api/session', { token, body: {} });
    input.value = '';
    await arrive();
  }
  catch (problem)
  {
    text(said, problem.message);
    button.disabled = false;
    input.select();
  }
}

/** Ends the session. */
export async function leave()
{
  try
  {
    await ask('DELETE', '/api/session');
  }
  finally
  {
    location.reload();
  }
}
