/* Whether what is shown is true now. Without a word of the engine for two seconds the whole page says so, whatever else it shows. */

import { known, listen, now, worst } from './store.js';
import { h, text } from './dom.js';
import { length, time } from './format.js';

const LOST_MS = 1_750;
const LOOK_MS = 200;

const LOST_WORDS = 'Everything below is from TIME UTC. Whether orders flow is not known here: look at the host, '
  + 'or use “interlock status” there.';
const STALE_WORDS = 'Its breaker thread shows no sign of life, or it is starting. Orders that add risk are refused; '
  + 'levels below are the last known.';

let lostSince = 0;

/** Begins to watch. */
export function watch(version)
{
  setInterval(() => look(version), LOOK_MS);
  listen(() => look(version));
}

/** starting, outside, live, stale or lost. */
export function contact()
{
  return document.body.dataset.contact;
}

function look(version)
{
  if (!known.who)
  {
    title(null, version);
    return;
  }
  const silentMs = known.heardMs === 0 ? 0 : performance.now() - known.heardMs;
  const is = !known.status ? 'starting' : silentMs > LOST_MS ? 'lost' : known.engineStale ? 'stale' : 'live';
  if (is !== 'lost')
  {
    lostSince = 0;
  }
  else if (lostSince === 0)
  {
    lostSince = now() - silentMs;
  }
  document.body.dataset.contact = is;
  banner(is, silentMs);
  title(is, version);
}

function banner(is, silentMs)
{
  const place = document.getElementById('contact');
  if (is !== 'lost' && is !== 'stale')
  {
    if (place.firstChild)
    {
      place.replaceChildren();
    }
    return;
  }
  if (place.dataset.is !== is || !place.firstChild)
  {
    place.dataset.is = is;
    place.replaceChildren(h('strong', {}), h('span', { class: 'what' }), h('span', { class: 'tick', 'aria-hidden': 'true' }));
  }
  const [head, what, tick] = place.children;
  text(head, is === 'lost' ? 'NO CONTACT WITH THE ENGINE' : 'THE ENGINE IS STALE');
  text(what, is === 'lost' ? LOST_WORDS.replace('TIME', time(lostSince)) : STALE_WORDS);
  text(tick, is === 'lost' ? length(silentMs) : '');
}

function title(is, version)
{
  const level = worst();
  const word = is === 'lost' ? 'LOST' : is === 'stale' ? 'STALE' : level;
  const wanted = word ? word + ' · Interlock' : 'Interlock';
  if (document.title !== wanted)
  {
    document.title = wanted;
  }
  const name = is === 'lost' || is === 'stale' ? 'lost' : is === 'live' ? level.toLowerCase() : 'unknown';
  const icon = document.getElementById('icon');
  const path = 'page/' + version + '/icon-' + name + '.svg';
  if (icon.getAttribute('href') !== path)
  {
    icon.setAttribute('href', path);
  }
}
