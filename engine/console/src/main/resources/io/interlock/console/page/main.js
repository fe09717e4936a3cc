/* Puts the page together. Each part draws what store.js knows, and none knows another but through it. */

import { listen, known } from './store.js';
import { begin as stream } from './stream.js';
import { begin as theme } from './theme.js';
import { enter } from './session.js';
import { watch } from './contact.js';
import { bar } from './bar.js';
import { ladder } from './ladder.js';
import { pending } from './pending.js';
import { goTo, tiles } from './tiles.js';
import { placed } from './place.js';
import { charts } from './charts.js';
import { timeline } from './timeline.js';
import { notices } from './notices.js';
import { orders } from './orders.js';
import { health } from './health.js';
import { issues } from './issues.js';

const TICK_MS = 250;
const version = new URL(import.meta.url).pathname.split('/').at(-2);

theme();
const parts = [bar, ladder, pending, tiles, charts, timeline, notices, orders, health, issues]
  .map(part => part(document.getElementById(part.name)));

function draw()
{
  if (known.who && known.status)
  {
    parts.forEach(part => part.draw());
  }
  else
  {
    parts[0].draw();
  }
}

/** Once there is something to lead to; a scope that is not there is looked for by its name, and the page says that there is none. */
let led = null;

function lead()
{
  const path = placed();
  if (path !== led && known.who && known.status)
  {
    led = path;
    path !== null && path !== known.selected && goTo(path);
  }
}

listen(draw);
listen(lead);
addEventListener('hashchange', lead);
// Countdowns run between two words of the engine; where it is lost they stop, since nobody knows.
setInterval(() =>
{
  parts[0].tick();
  if (known.who && known.status && document.body.dataset.contact !== 'lost')
  {
    parts.slice(1).forEach(part => part.tick?.());
  }
}, TICK_MS);
watch(version);
draw();
enter(stream);
