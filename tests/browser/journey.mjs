// The journey: `node journey.mjs` walks through Waybill in a browser without scripts, in English and in Ukrainian, and
// looks at every page it passes; `node journey.mjs de` does so in another language. Then it looks at every page in every
// state, and opens a copy of the public side from a folder; `node journey.mjs states` and `node journey.mjs mirror` do only
// that. `node journey.mjs --planted` proves the checks themselves.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEMO_STEPS } from './demo.mjs';
import { walkMirror } from './mirror.mjs';
import { OWN_STEPS } from './own.mjs';
import { Album, openBrowser, openReader } from './pages.mjs';
import { runPlanted } from './planted.mjs';
import { startDemo, startOwn } from './program.mjs';
import { walkStates } from './states.mjs';
import { Tally } from './tally.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PICTURES = process.env.WAYBILL_SCREENSHOTS ?? path.join(ROOT, 'target/screenshots');
const LANGUAGES = { en: 'en-GB', uk: 'uk-UA', de: 'de-DE', pl: 'pl-PL' };
// What is walked where no language is named: each one more costs the time of a whole journey.
const ALWAYS = ['en', 'uk'];
const STORIES = [['the demonstration', startDemo, DEMO_STEPS], ['an own operation', startOwn, OWN_STEPS]];

async function walk(browser, language, [title, start, steps], tally) {
  const served = await start();
  const reader = await openReader(browser, LANGUAGES[language]);
  const phrases = phrasesOf(language);
  const album = new Album({ tally, keys: [...phrases.keys()].filter((key) => key.includes('-')), pictures: PICTURES });
  const look = (name, options) => album.look(reader, `${name}-${language}`, options);
  const say = (key) => {
    assert.ok(phrases.has(key), `there is no phrase ${key}`);
    return phrases.get(key);
  };
  const story = {};
  try {
    for (const [name, step] of steps) {
      if (!await take(tally, `${language}: ${name}`, () => step({ reader, served, language, look, say, story, pictures: PICTURES }), reader)) break;
    }
    await album.checkHtml(path.join(served.folder, 'html'));
    const bytes = [...album.weights].map(([name, bytes]) => `${name} ${bytes}`).join(', ');
    console.log(`${language}, ${title}: ${album.sources.size} pages; bytes of a first visit: ${bytes}`);
  } finally {
    await reader.context.close();
    await served.stop();
  }
}

async function take(tally, name, step, { page }) {
  const began = Date.now();
  try {
    await step();
    tally.note(name, [], 'steps');
    console.log(`ok      ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
    return true;
  } catch (error) {
    tally.note(name, [`at ${page.url()}`, ...String(error.stack ?? error).split('\n').slice(0, 6)], 'steps');
    await page.screenshot({ path: path.join(PICTURES, `failed-${name.replace(/\W+/g, '-').slice(0, 40)}.png`) }).catch(() => {});
    return false;
  }
}

// The phrases of a language that stand on one line, and the names of all of them.
function phrasesOf(language) {
  const folder = path.join(ROOT, 'crates/waybill/words', language);
  const text = fs.readdirSync(folder).map((file) => fs.readFileSync(path.join(folder, file), 'utf8')).join('\n');
  const phrases = new Map([...text.matchAll(/^([a-z][A-Za-z0-9-]*) *= *(.*)$/gm)].map(([, key, phrase]) => [key, phrase]));
  assert.ok(phrases.size > 100, 'the words were not found');
  return phrases;
}

async function runJourney() {
  const tally = new Tally();
  fs.rmSync(PICTURES, { recursive: true, force: true });
  const browser = await openBrowser();
  const only = process.argv.find((argument) => Object.hasOwn(LANGUAGES, argument));
  const states = process.argv.includes('states');
  const mirror = process.argv.includes('mirror');
  try {
    // The languages walk side by side, each over books of its own.
    await Promise.all((only ? [only] : states || mirror ? [] : ALWAYS).map(async (language) => {
      for (const story of STORIES) await walk(browser, language, story, tally);
    }));
    if (!only && !states) await walkMirror(browser, tally);
    if (!only && !mirror) await walkStates(browser, { languages: LANGUAGES, phrases: phrasesOf, tally, pictures: PICTURES });
  } catch (error) {
    tally.note('the journey', String(error.stack ?? error).split('\n').slice(0, 8));
  } finally {
    await browser.close();
  }
  const code = tally.close();
  if (code === 0 && !only && !states && !mirror) fs.copyFileSync(path.join(PICTURES, 'cover-en.png'), path.join(ROOT, 'docs/front.png'));
  return code;
}

// What was started ends with us, also when we are told to stop.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
process.exitCode = await (process.argv.includes('--planted') ? runPlanted() : runJourney());
