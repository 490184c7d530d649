// The journey: `node journey.mjs` walks through Waybill in a browser without scripts, in English and in Ukrainian, and
// looks at every page it passes. `node journey.mjs --planted` proves the checks themselves.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Album, openBrowser, openReader } from './pages.mjs';
import { runPlanted } from './planted.mjs';
import { startDemo } from './program.mjs';
import { Tally } from './tally.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PICTURES = process.env.WAYBILL_SCREENSHOTS ?? path.join(ROOT, 'target/screenshots');
const LANGUAGES = { en: 'en-GB', uk: 'uk-UA' };
const DAYS_MAX = 30;

// --- what a step does ----------------------------------------------------------------------------------------------

// Presses something that leads to another page, and waits for that page.
async function press(page, target) {
  const loaded = page.waitForEvent('load', { timeout: 20_000 });
  await (typeof target === 'string' ? page.locator(target).first() : target).click();
  await loaded;
}

async function open(page, address) {
  const answer = await page.goto(address);
  assert.ok(answer.status() < 400, `${address} answers ${answer.status()}`);
}

// Chooses the first option that fits, and says which; without a wish the first that is not empty.
async function choose(page, name, wish = /./) {
  const field = page.locator(`select[name="${name}"]`);
  const values = await field.locator('option').evaluateAll((options) => options.map((option) => option.value));
  const value = values.find((value) => wish.test(value));
  assert.ok(value, `${name} offers none of ${wish}: ${values.slice(0, 9).join(' ')}`);
  await field.selectOption(value);
  return value;
}

// The first button of the form in the content is the one that Enter presses.
const send = (page) => press(page, 'main form .btn:not(.less)');
const dayOf = async (page, where) => Number(/\d+/.exec(await page.locator(where).first().innerText())?.[0]);

async function speaks(page, language) {
  if (await page.locator('html').getAttribute('lang') !== language) await press(page, `nav a[hreflang="${language}"]`);
  assert.equal(await page.locator('html').getAttribute('lang'), language);
}

// --- the story -----------------------------------------------------------------------------------------------------

// Each step has a name and does one thing; what later steps need is kept in `story`.
const STEPS = [
  ['the front page of day 23', async ({ reader: { page }, demo, language, look, story }) => {
    await open(page, demo.publicSide);
    await speaks(page, language);
    story.home = page.url();
    assert.equal(await dayOf(page, 'h1.day'), 23);
    assert.match(await page.locator('main').innerText(), /60[,\s]000/);
    await look('front-23', { front: true });
    await page.screenshot({ path: path.join(PICTURES, `front.${language}.png`) });
  }],
  ['a figure leads to its facts', async ({ reader: { page }, look }) => {
    await press(page, 'main a.fig');
    await look('figure');
    await press(page, 'main a[href*="/facts/"]');
    await look('fact');
  }],
  ['the books and a fund', async ({ reader: { page }, look, story }) => {
    await open(page, `${story.home}books`);
    await look('books-23');
    await press(page, 'main a[href*="/books/"]');
    await look('fund');
  }],
  ['how people are protected', async ({ reader: { page }, look, story }) => {
    await open(page, `${story.home}protect`);
    await look('protect');
  }],
  ['a code that nobody has', async ({ reader: { page }, look, story }) => {
    await open(page, `${story.home}gift`);
    await look('gift-ask');
    await page.fill('input[name=code]', 'ABCD-1234');
    await send(page);
    assert.equal(await page.inputValue('input[name=code]'), 'ABCD-1234', 'what was typed is gone');
    await page.locator('#problems').waitFor();
    await look('gift-problem');
  }],
  ['a page that is not there', async ({ reader, look, story }) => {
    const answer = await reader.page.goto(`${story.home}no-such-page`);
    assert.equal(answer.status(), 404);
    await look('missing');
  }],
  ['a coordinator enters', async ({ reader: { page }, demo, language, look, story }) => {
    await open(page, demo.desk);
    await speaks(page, language);
    story.desk = page.url();
    assert.doesNotMatch(page.url(), /enter/, 'the way in stays in the address');
    await look('desk-23');
    await open(page, `${story.desk}record`);
    await look('record');
    const forms = await page.locator('main a[href*="/record/"]').evaluateAll((links) => links.map((link) => link.href));
    story.forms = [...new Set(forms)];
    assert.ok(story.forms.length >= 8, `only ${story.forms.length} forms`);
  }],
  ['every form', async ({ reader: { page }, look, story }) => {
    for (const address of story.forms) {
      await open(page, address);
      await look(`form-${address.split('/record/')[1].replace(/\W+/g, '-')}`);
    }
  }],
  ['a gift is looked over and entered', async ({ reader: { page }, look, story }) => {
    await open(page, `${story.desk}record/gift`);
    await choose(page, 'account', /eur/);
    await choose(page, 'country', /^DE$/);
    await choose(page, 'fund');
    await page.fill('input[name=amount]', '50');
    await send(page);
    await page.locator('.when').first().waitFor();
    await look('gift-preview');
    await send(page);
    story.code = (await page.locator('.slip code').first().innerText()).trim();
    assert.match(story.code, /^[0-9A-Z-]{16,}$/);
    await look('gift-entered');
  }],
  ['an order beyond its fund is refused, and nothing typed is lost', async ({ reader: { page }, look, story }) => {
    await open(page, `${story.desk}record/order`);
    const typed = { fund: await choose(page, 'fund'), role: await choose(page, 'role'), country: await choose(page, 'country'),
      item1: await choose(page, 'item1', /HELM/), class1: await choose(page, 'class1', /./), origin1: await choose(page, 'origin1') };
    Object.assign(typed, { quantity1: '4000', price1: '2500', expected: '2022-04-08' });
    for (const name of ['quantity1', 'price1', 'expected']) await page.fill(`[name=${name}]`, typed[name]);
    await send(page);
    await page.locator('#problems').waitFor();
    assert.match(await page.title(), /\d/, 'the title does not count the problems');
    for (const [name, value] of Object.entries(typed)) assert.equal(await page.inputValue(`[name=${name}]`), value, `${name} is lost`);
    const shortage = page.locator('#e-price1');
    assert.match(await shortage.innerText(), /\d/, 'no figure says what is missing');
    assert.equal(await page.locator('[name=price1]').getAttribute('aria-invalid'), 'true');
    await look('order-refused');
  }],
  ['the private book', async ({ reader: { page }, look, story }) => {
    await open(page, `${story.desk}book`);
    await look('desk-book');
  }],
  ['day 31', async (walk) => {
    await passDaysTo(walk, 31);
    await walk.look('desk-31');
    await open(walk.reader.page, walk.story.home);
    assert.equal(await dayOf(walk.reader.page, 'h1.day'), 31);
    await walk.look('front-31');
  }],
  ['day 40', async (walk) => {
    const { reader: { page }, look, story } = walk;
    await passDaysTo(walk, 40);
    await look('desk-40');
    await open(page, story.home);
    assert.equal(await dayOf(page, 'h1.day'), 40);
    await look('front-40', { front: true });
    await open(page, `${story.home}books`);
    await look('books-40');
  }],
  ['the gift is followed by its code', async ({ reader: { page }, look, story }) => {
    await open(page, `${story.home}gift`);
    await page.fill('input[name=code]', story.code);
    await send(page);
    assert.doesNotMatch(page.url(), new RegExp(story.code), 'the code stands in the address');
    assert.match(await page.locator('main').innerText(), /50[.,]00/);
    await look('gift-answer');
  }],
];

// Only a demonstration has the button; its day stands in the first box under the head.
async function passDaysTo({ reader: { page }, story }, wanted) {
  await open(page, story.desk);
  for (let pressed = 0; pressed < DAYS_MAX && await dayOf(page, '.strip dd') < wanted; pressed += 1) {
    await press(page, 'form.next button');
  }
  assert.equal(await dayOf(page, '.strip dd'), wanted);
}

// --- the walk ------------------------------------------------------------------------------------------------------

async function walk(browser, language, tally) {
  const demo = await startDemo();
  const reader = await openReader(browser, LANGUAGES[language]);
  const album = new Album({ tally, keys: phraseNames(language), pictures: PICTURES });
  const look = (name, options) => album.look(reader, `${name}.${language}`, options);
  const story = {};
  try {
    for (const [name, step] of STEPS) {
      if (!await take(tally, `${language}: ${name}`, () => step({ reader, demo, language, look, story }), reader)) break;
    }
    await album.checkHtml(path.join(demo.folder, 'html'));
    console.log(`${language}: ${album.sources.size} pages; a first visit of the front page takes ${album.bytes} bytes`);
  } finally {
    await reader.context.close();
    await demo.stop();
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
    await page.screenshot({ path: path.join(PICTURES, 'failed.png') }).catch(() => {});
    return false;
  }
}

function phraseNames(language) {
  const folder = path.join(ROOT, 'crates/waybill/words', language);
  const text = fs.readdirSync(folder).map((file) => fs.readFileSync(path.join(folder, file), 'utf8')).join('\n');
  const names = [...text.matchAll(/^([a-z][A-Za-z0-9-]*-[A-Za-z0-9-]+) *=/gm)].map((match) => match[1]);
  assert.ok(names.length > 20, 'the words were not found');
  return names;
}

async function runJourney() {
  const tally = new Tally();
  fs.rmSync(PICTURES, { recursive: true, force: true });
  const browser = await openBrowser();
  try {
    for (const language of Object.keys(LANGUAGES)) await walk(browser, language, tally);
  } catch (error) {
    tally.note('the journey', String(error.stack ?? error).split('\n').slice(0, 8));
  } finally {
    await browser.close();
  }
  const code = tally.close();
  if (code === 0) fs.copyFileSync(path.join(PICTURES, 'front.en.png'), path.join(ROOT, 'docs/front.png'));
  return code;
}

// What was started ends with us, also when we are told to stop.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
process.exitCode = await (process.argv.includes('--planted') ? runPlanted() : runJourney());
