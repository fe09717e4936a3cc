/*
 * A browser for tests in another language: takes one JSON object a line on stdin, does it, and answers with one a line on stdout.
 * node driver.mjs MODULES CHROMIUM, where MODULES has playwright-core and axe-core.
 */

import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [, , modules, executablePath] = process.argv;
const require = createRequire(join(modules, 'package.json'));
const { chromium } = require('playwright-core');
const PATIENCE_MS = 60_000;
const LOOK_MS = 20;

// Nothing but the page under test: a browser that looks for its maker's servers waits for them where there is no network.
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'] });
const pages = new Map();
const debuggers = new Map();
const said = [];

/** By the debugger and not as a script of the page, whose policy lets none in. */
async function evaluate(page, expression)
{
  const { result, exceptionDetails } = await debuggers.get(pages.get(page)).send('Runtime.evaluate',
    { expression, returnByValue: true, awaitPromise: true });
  if (exceptionDetails)
  {
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  }
  return result.value;
}

const actions = {
  async open({ page, url, width, height, theme, seed })
  {
    const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: 1, reducedMotion: 'reduce' });
    const made = await context.newPage();
    made.setDefaultTimeout(PATIENCE_MS);
    made.on('pageerror', error => said.push('error: ' + error.message));
    made.on('console', message => message.type() === 'error' && said.push('console: ' + message.text()));
    if (theme)
    {
      await context.addInitScript(name => localStorage.setItem('interlock-theme', name), theme);
    }
    if (seed)
    {
      await context.addInitScript(seed);
    }
    debuggers.set(made, await context.newCDPSession(made));
    pages.set(page, made);
    await made.goto(url);
  },
  click: ({ page, selector }) => pages.get(page).click(selector),
  fill: ({ page, selector, value }) => pages.get(page).fill(selector, value),
  press: ({ page, key }) => pages.get(page).keyboard.press(key),
  size: ({ page, width, height }) => pages.get(page).setViewportSize({ width, height }),
  text: ({ page, selector }) => pages.get(page).textContent(selector),
  evaluate: ({ page, script }) => evaluate(page, script),
  async wait({ page, script })
  {
    const end = Date.now() + PATIENCE_MS;
    while (!(await evaluate(page, script)))
    {
      if (Date.now() > end)
      {
        throw new Error('not within a minute; the page shows: ' + (await evaluate(page, 'document.body.innerText')).slice(0, 3000));
      }
      await new Promise(again => setTimeout(again, LOOK_MS));
    }
  },
  async picture({ page, file, full })
  {
    await pages.get(page).screenshot({ path: file, fullPage: full });
  },
  async axe({ page, selector })
  {
    await evaluate(page, readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8') + '; null');
    const violations = await evaluate(page, 'axe.run(document.querySelector(' + JSON.stringify(selector) + '), { resultTypes: ["violations"] }).then(found => found.violations)');
    return violations.map(one => ({ id: one.id, impact: one.impact, help: one.help,
      nodes: one.nodes.slice(0, 5).map(node => node.target.join(' ') + ': ' + node.failureSummary) }));
  },
  async said()
  {
    return said.splice(0);
  },
  async close({ page })
  {
    await pages.get(page).context().close();
    pages.delete(page);
  },
};

console.log(JSON.stringify({ version: browser.version() }));
for await (const line of createInterface({ input: process.stdin }))
{
  const asked = JSON.parse(line);
  try
  {
    console.log(JSON.stringify({ value: (await actions[asked.action](asked)) ?? null }));
  }
  catch (failed)
  {
    console.log(JSON.stringify({ failed: String(failed.message) }));
  }
}
await browser.close();
