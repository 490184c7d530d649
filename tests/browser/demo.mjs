// The founding example from day 23 to day 40, step by step: each step has a name and does one thing; what later steps
// need is kept in `story`. `say` gives a phrase in the reader's language.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { MODERATE_STEPS, SAY_STEPS } from './comments.mjs';
import { READ_STEPS, WRITE_STEPS } from './dispatches.mjs';
import { askAfter, choose, dayOf, enterDesk, fill, open, openAnew, press, send, speaks, textOf } from './hands.mjs';
import { read } from './square.mjs';

// More presses than days between the first and the last day of the story.
const PRESSES_MAX = 30;

// Two orders of the story, in the languages of the journey.
const VESTS = /protective vests|захисних жилет|Schutzwesten|kamizelek ochronnych/;
const THERMAL = /thermal imager|тепловізор|Wärmebildgerät|termowizor/;

// Enough of the front page for a reader of the README.
const COVER = { x: 0, y: 0, width: 1280, height: 1400 };

export const DEMO_STEPS = [
  ['the front page of day 23', async ({ reader: { page }, served, language, look, say, story, pictures }) => {
    await open(page, served.publicSide);
    await speaks(page, language);
    story.home = page.url();
    assert.equal(await dayOf(page, 'h1.day'), 23);
    await look('day23-front', { front: true });
    await page.screenshot({ path: path.join(pictures, `cover-${language}.png`), clip: COVER, fullPage: true });
    // The hundred vests are ordered and not paid; the thermal imager is awaited, and not called late before its day.
    await orderIs(page, say, VESTS, 'order-ordered');
    await orderIs(page, say, THERMAL, 'order-awaited');
    assert.ok((await textOf(page, '.strip')).includes(say('strip-demo')), 'the page does not say that it is a demonstration');
  }],
  ...READ_STEPS,
  ['a figure leads to its facts', async ({ reader: { page }, look }) => {
    await press(page, 'main .three a.fig');
    assert.match(page.url(), /\/figures\//);
    await look('figure');
    await press(page, 'main a[href*="/facts/"]');
    await look('fact');
  }],
  ['an order leads to its lines in the books', async ({ reader: { page }, look, say, story }) => {
    await open(page, story.home);
    await press(page, orderOf(page, VESTS).locator('h3 a'));
    const order = page.locator(`[id="${new URL(page.url()).hash.slice(1)}"]`);
    const text = (await order.innerText()).replace(/\s+/g, ' ');
    for (const wanted of [/\b30\b/, /\b50\b/, /\b20\b/, /600/]) assert.match(text, wanted);
    assert.ok(text.includes(say('country-IL')), 'the origin is missing');
    await look('day23-books');
  }],
  ['the books of one fund', async ({ reader: { page }, look, story }) => {
    await open(page, `${story.home}books`);
    await press(page, 'main h2 a[href$="/books/vest-1"]');
    assert.match(await textOf(page), /60.000/);
    await look('fund');
  }],
  ['a gift of 40 EUR is followed by its code', async ({ reader: { page }, served, look, say, story }) => {
    await open(page, `${story.home}gift`);
    await look('gift-ask');
    await askAfter(page, story.home, served.code);
    const text = await textOf(page);
    assert.match(text, /40[.,]00/);
    assert.ok(text.includes(sentencePart(say, 'trace-part-body')), `day 23 does not say where it is: ${text.slice(0, 200)}`);
    assert.ok(text.toLowerCase().includes(say('role-foundation').toLowerCase()), 'the foundation is not named');
    await look('day23-gift');
  }],
  ['its receipt: a file, and a sheet to print that says no code', async ({ reader, served, language, look, say }) => {
    const { page } = reader;
    const asked = (as) => page.locator(`main form button[value=${as}]`);
    assert.ok((await textOf(page)).includes(say('receipt-heading')));
    // Without a script, by keyboard: a button is reached with the key for the next field, and pressed with the one for a blank.
    await asked('file').focus();
    const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press(' ')]);
    assert.match(file.suggestedFilename(), /^receipt-[0-9a-z]{8}\.txt$/);
    // The browser takes a file for a page that broke off.
    reader.forget();
    const receipt = fs.readFileSync(await file.path(), 'utf8');
    assert.ok(receipt.startsWith('waybill/receipt/1\n') && !receipt.includes(served.code));
    await asked('page').click();
    await speaks(page, language);
    assert.equal(await page.locator('pre.whole').textContent(), receipt, 'the sheet says another receipt than the file');
    assert.equal(read(await page.locator('svg.qr').screenshot()), receipt, 'the square code is another receipt than the file');
    assert.ok(!(await page.content()).includes(served.code) && !page.url().includes(served.code), 'the code stands on the sheet');
    await look('receipt');
    await press(page, 'main .proof a[href$="/check"]');
    assert.equal(await page.locator('.panels svg > title').count(), 4);
    assert.match(await textOf(page, '.proof'), /waybill\/demo\//);
    await look('check');
  }],
  ['a code that nobody has, and what is no code', async ({ reader: { page }, look, story }) => {
    for (const [name, typed] of [['gift-unknown', 'AAAA-BBBB-CCCC-DDDD-EEEE'], ['gift-problem', 'ABCD-1234']]) {
      await askAfter(page, story.home, typed);
      assert.equal(await page.inputValue('input[name=code]'), typed, 'what was typed is gone');
      await page.locator('#problems').waitFor();
      await look(name);
    }
  }],
  ['a wish becomes a reference and a code', async ({ reader: { page }, look, say, story }) => {
    await open(page, story.home);
    await press(page, 'main .needs a[href$="/give/helmet-1"]');
    assert.equal(await page.inputValue('select[name=fund]'), 'helmet-1', 'the need is not chosen already');
    assert.doesNotMatch(await textOf(page), /RF\d\d/, 'a reference before it was asked for');
    await look('give');
    await fill(page, { amount: 'a lot' });
    await send(page);
    await page.locator('#problems').waitFor();
    await look('give-problem');
    await fill(page, { amount: '50' });
    await send(page);
    story.promised = await textOf(page, '[data-field=reference]');
    const code = await textOf(page, '[data-field=code]');
    assert.match(story.promised, /^RF\d\d( \w{1,4})+$/);
    assert.equal(await page.locator('svg.qr').count(), 1, 'no square code for euros');
    assert.ok((await textOf(page)).includes(say('give-demo')), 'the page does not say that nobody receives money');
    await look('given');
    await askAfter(page, story.home, code);
    assert.ok((await textOf(page)).includes(say('trace-problem-unknown')), 'a code opens before its gift came');
  }],
  ['in another currency there are the lines alone', async ({ reader: { page }, look, story }) => {
    await open(page, `${story.home}give/firstaid-1`);
    await fill(page, { pieces: '2' });
    await send(page);
    assert.match(await textOf(page, '[data-field=amount]'), /^800\.00 PLN$/);
    assert.equal(await page.locator('svg.qr').count(), 0);
    await look('given-lines');
  }],
  ['how people are protected', async ({ reader: { page }, look, story }) => {
    await open(page, `${story.home}protect`);
    await look('protect');
  }],
  ...SAY_STEPS,
  ['a page that is not there', async ({ reader, look, story }) => {
    const answer = await reader.page.goto(`${story.home}no-such-page`);
    assert.equal(answer.status(), 404);
    await look('missing');
  }],
  ['a coordinator enters, once', async ({ reader, served, language, look, say, story }) => {
    const { page } = reader;
    await open(page, served.desk);
    await look('enter');
    story.desk = await enterDesk(page, served.desk, language);
    await look('day23-today');
    const before = await reader.context.cookies();
    assert.equal((await page.goto(served.desk)).status(), 403);
    assert.equal(await textOf(page, 'h1'), say('link-used-title'));
    assert.deepEqual(await reader.context.cookies(), before, 'a used link changed who is here');
    await look('enter-used');
  }],
  ['without entering there is nothing to see', async ({ reader: { browser }, story }) => {
    const stranger = await browser.newContext({ javaScriptEnabled: false });
    for (const place of ['', 'record', 'record/gift', 'book', 'book/1', 'book.csv']) {
      const answer = await stranger.request.get(story.desk + place);
      assert.equal(answer.status(), 403, `${place} answers a stranger with ${answer.status()}`);
    }
    await stranger.close();
  }],
  ['every form, also sent empty', async ({ reader, look, story }) => {
    const { page } = reader;
    await open(page, `${story.desk}record`);
    await look('record');
    const links = await page.locator('main a[href*="/record/"]').evaluateAll((links) => links.map((link) => link.href));
    assert.ok(new Set(links).size >= 15, 'not every form is in the list');
    for (const address of new Set(links)) {
      const name = address.split('/record/')[1].replace(/\W+/g, '-');
      await open(page, address);
      await look(`form-${name}`);
      await send(page);
      await page.locator('#problems').waitFor();
      assert.match(await page.title(), /^\D{0,20}\d|One|Одн|Eine|Jedna/, `${name}: the title does not count the problems`);
      await look(`form-${name}-problems`);
    }
  }],
  ['what strangers promised', async ({ reader: { page }, look, story }) => {
    await open(page, `${story.desk}promises`);
    assert.match(await textOf(page), /50[.,]00/);
    await look('promises');
  }],
  ['a reference and a code made ahead of a gift', async ({ reader: { page }, look, story }) => {
    await open(page, `${story.desk}reference`);
    await look('reference');
    await send(page);
    const code = await textOf(page, '.slip code');
    await look('reference-made');
    await page.reload();
    assert.equal(await page.locator('.slip code').count() > 0 ? await textOf(page, '.slip code') : code, code, 'pressed twice, made twice');
  }],
  ['a gift is looked over and entered', async (walk) => {
    const { reader: { page }, look, story } = walk;
    const last = await lastEntry(page, story);
    await open(page, `${story.desk}record/gift`);
    await choose(page, 'account', /eur/);
    await choose(page, 'country', /^DE$/);
    await choose(page, 'fund', /^helmet-1$/);
    await fill(page, { amount: '50' });
    await send(page);
    await page.locator('.when').first().waitFor();
    assert.match(await textOf(page), /50[.,]00/);
    await look('gift-preview');
    assert.equal(await lastEntry(page, story, true), last, 'a look was enough to write it down');
    await send(page);
    story.code = (await page.locator('.slip code').first().innerText()).trim();
    assert.match(story.code, /^[0-9A-Z]{4}(-[0-9A-Z]{4}){4}$/);
    await look('gift-entered');
    // The same form once more: the first answer, and no second entry.
    await page.reload();
    assert.equal((await page.locator('.slip code').first().innerText()).trim(), story.code);
    assert.equal(await lastEntry(page, story), last + 1, 'pressed twice, entered twice');
  }],
  ['"Change it" leads back to the form with everything in it', async ({ reader: { page }, story }) => {
    await open(page, `${story.desk}record/gift`);
    const typed = { account: await choose(page, 'account', /pln/), country: await choose(page, 'country', /^PL$/), fund: await choose(page, 'fund', /^firstaid-1$/), amount: '77.50' };
    await fill(page, { amount: typed.amount });
    await send(page);
    await press(page, 'main form .btn.less');
    for (const [name, value] of Object.entries(typed)) assert.equal(await page.inputValue(`[name=${name}]`), value, `${name} is lost`);
  }],
  ['an order beyond its fund is refused, and nothing typed is lost', async ({ reader: { page }, look, say, story }) => {
    await open(page, `${story.desk}record/order`);
    const typed = { fund: await choose(page, 'fund', /^helmet-1$/), role: await choose(page, 'role'), country: await choose(page, 'country', /^PL$/),
      item1: await choose(page, 'item1', /helmet/i), class1: await choose(page, 'class1'), origin1: await choose(page, 'origin1', /^PL$/) };
    const written = { number: '1', quantity1: '4000', price1: '2500', expected: '2022-04-08' };
    await fill(page, written);
    await send(page);
    await page.locator('#problems').waitFor();
    for (const [name, value] of Object.entries({ ...typed, ...written })) assert.equal(await page.inputValue(`[name=${name}]`), value, `${name} is lost`);
    assert.ok((await textOf(page, '#e-price1')).includes(say('order-short').split('{')[0].trim()), 'another sentence');
    assert.match(await textOf(page, '#e-price1'), /10.000.000/, 'the sentence does not say what was ordered');
    assert.equal(await page.locator('[name=price1]').getAttribute('aria-invalid'), 'true');
    await look('order-refused');
    await page.locator('#problems a').first().click();
    assert.match(page.url(), /#f-price1$/, 'the problem does not lead to its field');
  }],
  ...WRITE_STEPS,
  ...MODERATE_STEPS,
  ['the private book, an entry, all of it as CSV', async ({ reader: { page, context }, look, story }) => {
    await open(page, `${story.desk}book`);
    await look('book');
    await press(page, 'main .acts a.btn');
    assert.match(page.url(), /before=/);
    await open(page, `${story.desk}book`);
    await press(page, 'main tbody a');
    await look('entry');
    await page.locator('summary').click();
    assert.ok(await page.locator('details pre').isVisible(), 'the entry does not open');
    const csv = await context.request.get(`${story.desk}book.csv`);
    assert.equal(csv.headers()['content-type'], 'text/csv; charset=utf-8');
    const lines = (await csv.text()).trim().split('\n');
    assert.equal(lines[0], 'entry,date,kind,from,to,commodity,amount,becomes,quantity');
    assert.ok(lines.length > 1200, `only ${lines.length} lines`);
    assert.ok(lines.some((line) => /^\d+,2022-03-18,gift,.*,EUR,50\.00,/.test(line)), 'the gift is not in it');
  }],
  ['day 26: the thermal imager is overdue', async (walk) => {
    const { reader: { page }, say, story } = walk;
    await passDaysTo(walk, 25);
    await openAnew(page, story.home);
    await orderIs(page, say, THERMAL, 'order-awaited');
    await passDaysTo(walk, 26);
    await openAnew(page, story.home);
    await orderIs(page, say, THERMAL, 'order-overdue');
    assert.ok((await textOf(page, '.needs')).includes(say('front-need-late').split('{')[0].trim()), 'its need does not say so');
  }],
  ['day 31', (walk) => dayTold(walk, 31, async (page, say) => {
    await orderIs(page, say, THERMAL, 'order-overdue');
    // They came on the evening before; the world does not know it.
    await orderIs(page, say, VESTS, 'order-underway');
    assert.doesNotMatch(await orderOf(page, VESTS).innerText(), /96/);
  }, 'trace-part-way')],
  ['day 39: nothing of it is told yet', async (walk) => {
    const { reader: { page }, say, story } = walk;
    await passDaysTo(walk, 39);
    await openAnew(page, story.home);
    assert.doesNotMatch(await orderOf(page, VESTS).innerText(), /96|40/);
  }],
  ['day 40', (walk) => dayTold(walk, 40, async (page, say) => {
    await orderIs(page, say, VESTS, 'order-arrived');
    const text = await orderOf(page, VESTS).innerText();
    for (const wanted of [/\b96\b/, /\b100\b/, /\b40\b/, /\b4\b/]) assert.match(text, wanted);
    await orderIs(page, say, THERMAL, 'order-overdue');
  }, 'trace-part-done', 'trace-part-stock')],
  ['the gift entered on day 23 is followed by its own code', async ({ reader: { page }, look, story }) => {
    await askAfter(page, story.home, story.code);
    assert.match(await textOf(page), /50[.,]00/);
    await look('day40-own-gift');
  }],
];

// Only a demonstration has the button; its day stands in the first box under the head.
async function passDaysTo({ reader: { page }, story }, wanted) {
  await open(page, story.desk);
  for (let pressed = 0; pressed < PRESSES_MAX && await dayOf(page, '.strip dd') < wanted; pressed += 1) {
    await press(page, 'form.next button');
  }
  assert.equal(await dayOf(page, '.strip dd'), wanted);
}

// Coordinators' page, front page, books and the followed gift of a day; the gift is in one of the places.
async function dayTold(walk, day, judge, ...places) {
  const { reader: { page }, served, look, say, story } = walk;
  await passDaysTo(walk, day);
  await look(`day${day}-today`);
  await openAnew(page, story.home);
  assert.equal(await dayOf(page, 'h1.day'), day);
  await judge(page, say);
  await look(`day${day}-front`, { front: true });
  await openAnew(page, `${story.home}dispatches/${day}`);
  assert.ok(await page.locator('article a.fig').count() > 2, 'the dispatch of the day quotes nothing');
  await look(`day${day}-dispatch`);
  await openAnew(page, `${story.home}books`);
  await look(`day${day}-books`);
  await askAfter(page, story.home, served.code);
  const text = await textOf(page);
  assert.ok(places.some((place) => text.includes(sentencePart(say, place))), `day ${day}: the gift is not there: ${text.slice(0, 300)}`);
  await look(`day${day}-gift`);
}

function orderOf(page, item) {
  return page.locator('ol.orders > li', { has: page.locator('h3', { hasText: item }) });
}

async function orderIs(page, say, item, state) {
  const stamp = await orderOf(page, item).locator('.stamp').textContent();
  assert.equal(stamp.trim(), say(state), `${item} is stamped "${stamp.trim()}"`);
}

// What a phrase says besides its amount.
const sentencePart = (say, phrase) => say(phrase).replace(/\{[^}]*\}/, '').trim();

// The number of the newest entry of the book; `aside` looks without leaving the page.
async function lastEntry(page, story, aside = false) {
  const csv = await page.context().request.get(`${story.desk}book.csv`);
  if (!aside) await open(page, `${story.desk}book`);
  return Number((await csv.text()).trim().split('\n').at(-1).split(',')[0]);
}
