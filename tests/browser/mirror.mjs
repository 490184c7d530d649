// The copy for a stick, opened as its reader opens it: from a folder, without a server, without scripts.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { openReader } from './pages.mjs';
import { PROGRAM, startDemo } from './program.mjs';

export async function walkMirror(browser, tally) {
  const served = await startDemo();
  const folder = path.join(served.folder, 'stick');
  try {
    await promisify(execFile)(PROGRAM, ['mirror', folder, '--data', path.join(served.folder, 'data')]);
    // Nobody is there to answer any more.
    const faults = await clickThrough(browser, folder);
    tally.note('the mirror opens from a folder', faults, 'steps');
    // A check that cannot fail is none: without its style, and with a page gone, it must complain.
    fs.rmSync(path.join(folder, fs.readdirSync(folder).find((name) => name.endsWith('.css'))));
    tally.note('planted: a mirror without its style is seen', (await clickThrough(browser, folder)).length ? [] : ['it went unseen']);
    fs.rmSync(path.join(folder, 'en/books.html'));
    tally.note('planted: a mirror without a page is seen', (await clickThrough(browser, folder)).length ? [] : ['it went unseen']);
  } finally {
    await served.stop();
  }
}

// From the cover to the books, a fund, a figure, a fact, a dispatch in another language; what went wrong on the way.
async function clickThrough(browser, folder) {
  const reader = await openReader(browser, 'en-GB');
  const { page } = reader;
  const faults = [];
  page.setDefaultTimeout(5000);
  const go = async (locator, ends) => {
    await locator.first().click();
    await page.waitForURL((url) => decodeURIComponent(url.pathname).includes(ends));
    assert.match(await page.locator('footer').innerText(), /23/, `${page.url()} says of which day it is`);
    const serif = await page.locator('h1').first().evaluate((heading) => getComputedStyle(heading).fontFamily);
    if (!serif.includes('Charis SIL')) faults.push(`${page.url()} has no style: ${serif}`);
  };
  try {
    await page.goto(pathToFileURL(path.join(folder, 'index.html')).href);
    await go(page.locator('a[href="en/index.html"]'), '/en/index.html');
    await go(page.locator('header a[href$="books.html"]'), '/en/books.html');
    await go(page.locator('main a[href$="books/vest-1.html"]'), '/en/books/vest-1.html');
    await go(page.locator('main a.fig'), '/en/figures/');
    await go(page.locator('main a[href*="/facts/"]'), '/en/facts/');
    await go(page.locator('header a[href$="dispatches.html"]'), '/en/dispatches.html');
    await go(page.locator('main a[href*="dispatches/23"]'), '/en/dispatches/23.html');
    await go(page.locator('header a[hreflang="uk"]'), '/uk/dispatches/23.html');
    await go(page.locator('header a[href$="gift.html"]'), '/uk/gift.html');
    if (await page.locator('form').count() > 0) faults.push('a form that leads nowhere was copied');
  } catch (error) {
    faults.push(`at ${page.url()}`, String(error).split('\n')[0]);
  }
  faults.push(...reader.errors, ...reader.foreign);
  await reader.context.close();
  return faults;
}
