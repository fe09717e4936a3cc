/* Says level changes to who cannot see them: what tightens at once, the rest when there is a pause. */

import { causeShort, severity } from './words.js';
import { quantity, scopeName } from './format.js';
import { text } from './dom.js';

const AT_ONCE = 'HALT';
const PAUSE_MS = 400;

let waiting = [];

/** Transitions that have just happened. */
export function announce(transitions)
{
  if (transitions.length === 0)
  {
    return;
  }
  if (waiting.length === 0)
  {
    setTimeout(say, PAUSE_MS);
  }
  waiting.push(...transitions);
}

/** In a sentence. */
export function sentence(one)
{
  const why = one.value === null || one.value === undefined ? '' : ' ' + quantity(one.value, one.unit);
  return scopeName(one.scope) + ' is at ' + one.to + ', from ' + one.from + ': ' + causeShort(one.cause) + why;
}

function say()
{
  const told = waiting;
  waiting = [];
  const urgent = told.filter(one => severity(one.to) >= severity(AT_ONCE) && severity(one.to) > severity(one.from));
  const rest = told.filter(one => !urgent.includes(one));
  if (urgent.length > 0)
  {
    speak('shouted', urgent);
  }
  if (rest.length > 0)
  {
    speak('said', rest);
  }
}

function speak(id, transitions)
{
  const shown = transitions.slice(-4).map(sentence);
  const more = transitions.length - shown.length;
  text(document.getElementById(id), shown.join('. ') + (more > 0 ? '. And ' + more + ' more' : ''));
}

/** One sentence that is no transition. */
export function tell(words)
{
  text(document.getElementById('said'), words);
}
