// An operation of one's own, by somebody who has nothing yet: every page while it is empty, then the list of first steps
// from its name to its first dispatch, without any page but those it leads to.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { askAfter, choose, dayOf, enterDesk, fill, open, openAnew, press, send, speaks, textOf } from './hands.mjs';

const SAMPLE = fs.readFileSync(new URL('./samples/statement.xml', import.meta.url), 'utf8');

export const OWN_STEPS = [
  ['the public pages of an empty book', async ({ reader: { page }, served, language, look, say, story }) => {
    await open(page, served.publicSide);
    await speaks(page, language);
    story.home = page.url();
    assert.equal(await dayOf(page, 'h1.day'), 1);
    assert.ok((await textOf(page)).includes(say('front-lede-empty')));
    await look('own-front', { front: true });
    for (const place of ['dispatches', 'books', 'protect', 'gift', 'give']) {
      await open(page, story.home + place);
      await look(`own-${place}`);
    }
  }],
  ['the coordinators\' pages of an empty book', async ({ reader: { page }, served, language, look, say, story }) => {
    story.desk = await enterDesk(page, served.desk, language);
    assert.ok((await textOf(page)).includes(say('today-empty')));
    assert.equal(await page.locator('form.next').count(), 0, 'the clock of a real operation can be moved');
    await look('own-today');
    await open(page, `${story.desk}book`);
    assert.ok((await textOf(page)).includes(say('book-empty')));
    await look('own-book');
    await open(page, `${story.desk}dispatches`);
    await look('own-dispatches');
  }],
  ['every form over an empty book', async ({ reader: { page }, look, story }) => {
    await open(page, `${story.desk}record`);
    const links = await page.locator('main a[href*="/record/"]').evaluateAll((links) => links.map((link) => link.href));
    for (const address of new Set(links)) {
      await open(page, address);
      await look(`own-form-${address.split('/record/')[1].replace(/\W+/g, '-')}`);
    }
  }],
  ['the first steps lead on', async ({ reader: { page }, look, say, story }) => {
    await open(page, story.desk);
    assert.ok((await textOf(page, '.note-box')).includes(say('start-details')), '"Today" does not name the next step');
    await press(page, '.note-box a.btn');
    assert.match(page.url(), /\/start$/, '"Today" does not lead to the first steps');
    assert.equal(await page.locator('.steps > li').count(), 9);
    await look('own-start');
  }],
  ['name, address and an account are settings', async ({ reader: { page }, look, say, story }) => {
    await press(page, '.steps a[href$="/settings"]');
    await look('own-settings');
    await fill(page, { name: 'Aid from two kitchen tables', address: 'aid.example.org' });
    await press(page, 'section:not(.slip) > form .btn');
    assert.ok((await textOf(page, '#e-address')).includes('https://'), 'an address without its beginning is taken');
    assert.equal(await page.inputValue('[name=name]'), 'Aid from two kitchen tables', 'what was typed is lost');
    await look('own-settings-problem');
    await fill(page, { address: 'https://aid.example.org/o/kharkiv-aid/' });
    await press(page, 'section:not(.slip) > form .btn');
    assert.ok((await textOf(page)).includes(say('settings-kept')));
    assert.equal(await page.locator('main a[href="https://aid.example.org/o/kharkiv-aid/"]').count(), 1);
    await choose(page, 'kind', /cash/);
    await fill(page, { currency: 'uah' });
    await press(page, 'form[action*="/account"] .btn');
    assert.equal(await page.locator('.slip ul.plain li').count(), 2, 'the cash box is not in the list');
    await look('own-settings-kept');
    // The same form once more is the same cash box.
    await page.reload();
    assert.equal(await page.locator('.slip ul.plain li').count(), 2, 'pressed twice, added twice');
    await open(page, `${story.desk}settings`);
    await fill(page, { zone: 'Europe/Warsaw' });
    await press(page, 'form[action*="/calendar"] .btn');
    assert.ok((await textOf(page, '.slip')).includes('Europe/Warsaw'), 'the calendar is not set');
    await openAnew(page, story.home);
    assert.ok((await textOf(page, 'header')).includes('Aid from two kitchen tables'), 'the name is not told at once');
  }],
  ['where gifts are sent', (walk) => nextStep(walk, 'details', async ({ page }) => {
    await fill(page, { holder: 'Aid association', iban: 'DE89 3704 0044 0532 0130 00' });
  })],
  ['what was on the accounts before', (walk) => nextStep(walk, 'money', async ({ page }) => {
    await fill(page, { amount: '1200' });
  })],
  ['what was in store before', (walk) => nextStep(walk, 'stock', async ({ page }) => {
    await choose(page, 'item', /blanket/i);
    await choose(page, 'region', /^UA-63$/);
    await fill(page, { count: '12' });
  })],
  ['the first need', async (walk) => nextStep(walk, 'need', async ({ page }) => {
    await choose(page, 'item', /blanket/i);
    await choose(page, 'source');
    await fill(page, { quantity: '30', price: '20' });
  }, async ({ look }) => look('own-need-entered'))],
  ['the first gift', (walk) => nextStep(walk, 'gift', async ({ page }) => {
    await choose(page, 'country', /^UA$/);
    await choose(page, 'fund', /^blanket-1$/);
    await fill(page, { amount: '25.50' });
  }, async ({ page, look, story }) => {
    story.code = (await page.locator('.slip code').first().innerText()).trim();
    await press(page, 'main .acts a[href$="/"]');
    assert.match(await textOf(page), /25[.,]50/);
    await look('own-today-begun');
  })],
  ['the first giver asks', async ({ reader: { page }, look, say, story }) => {
    await askAfter(page, story.home, story.code);
    const text = await textOf(page);
    assert.match(text, /25[.,]50/);
    assert.ok(text.includes(say('trace-uncounted').split(',')[0]), 'a gift of one person is told before its time');
    await look('own-gift');
  }],
  ['a file from the bank, by keyboard alone', async ({ reader: { page }, look, say, story }) => {
    await open(page, `${story.desk}record/gift`);
    const day = await page.locator('#f-on').inputValue();
    await open(page, `${story.desk}reference`);
    await send(page);
    const reference = (await page.locator('.slip code').nth(1).innerText()).replace(/\s/g, '');
    const text = SAMPLE.replaceAll('{day}', day).replaceAll('{reference}', reference);
    const file = { name: 'statement.xml', mimeType: 'text/xml', buffer: Buffer.from(text) };
    await open(page, `${story.desk}statements`);
    await look('own-statements-empty');
    await page.locator('#f-file').setInputFiles({ ...file, buffer: file.buffer.subarray(0, 1200) });
    await pressEnter(page, 'form[enctype] button');
    assert.equal(await page.locator('#f-file').getAttribute('aria-invalid'), 'true', 'a file that breaks off is taken');
    await look('own-statements-broken-off');
    await page.locator('#f-file').setInputFiles(file);
    await pressEnter(page, 'form[enctype] button');
    await page.locator('main select').selectOption('bank-eur-1');
    await look('own-statements-which');
    await page.locator('#f-file').setInputFiles(file);
    await pressEnter(page, 'form[enctype] button');
    assert.match(await textOf(page), /4 |account fee/);
    await look('own-statements-read');
    await pressEnter(page, 'main .acts a');
    await look('own-statements');
    await pressEnter(page, 'main form:not(.lines):not([enctype]) button');
    assert.ok(!(await textOf(page)).includes(reference.slice(0, 4)), 'a line that is booked still waits');
    await look('own-statements-booked');
    // Every box is reached with the key that moves on, and ticked with the space bar.
    await page.locator('form.lines input[type=checkbox]').first().focus();
    await page.keyboard.press('Space');
    assert.ok(await page.locator('form.lines input[type=checkbox]').first().isChecked());
    await pressEnter(page, 'form.lines button[value=hold]');
    await open(page, `${story.desk}statements/held/all/1`);
    assert.equal(await page.locator('form.lines input[type=checkbox]').count(), 1);
    await look('own-statements-held');
    await open(page, `${story.desk}statements/balance`);
    assert.match(await textOf(page), /173[.,]70/);
    assert.ok(!(await textOf(page)).includes(say('balance-unexplained-note').slice(0, 30)), 'the difference is not explained');
    await look('own-statements-balance');
    await open(page, `${story.desk}statements`);
    await pressEnter(page, 'form.lines li a[href*="/line/"]');
    await look('own-statements-line');
  }],
  ['the first dispatch', async ({ reader: { page }, look, say, story }) => {
    await open(page, `${story.desk}start`);
    await press(page, '.steps a.btn');
    await fill(page, { title: 'We began', lede: 'A table, a van, thirty blankets to find.', text1: 'Today we opened our book.' });
    await press(page, 'form.wide button[value=look]');
    await press(page, 'main form .btn:not(.less)');
    assert.ok((await textOf(page)).includes(say('dispatch-done')));
  }],
  ['everything is done, and the world is told what it may be told', async ({ reader: { page }, look, say, story }) => {
    await open(page, `${story.desk}start`);
    assert.equal(await page.locator('.steps .state.done').count(), 9, 'a step is not done');
    assert.equal(await page.locator('.steps a.btn').count(), 0);
    await look('own-start-done');
    await open(page, story.desk);
    assert.equal(await page.locator('main a[href$="/start"].btn').count(), 0, 'the first steps are still asked for');
    await openAnew(page, story.home);
    const text = await textOf(page, 'body');
    assert.ok(text.includes('Aid from two kitchen tables') && text.includes('We began'), 'name or dispatch is not told at once');
    assert.doesNotMatch(text, /25[.,]50/, 'a gift of one person is told');
    await look('own-front-begun');
    const health = await page.context().request.get(new URL('/health', story.home).href);
    assert.equal(await health.text(), 'ok\n');
  }],
];

// From the list of first steps through the ordinary form of the next one, and back: the list then has it as done.
async function nextStep({ reader: { page }, look, say, story }, name, write, entered = async () => {}) {
  await open(page, `${story.desk}start`);
  assert.ok((await textOf(page, '.steps > [aria-current]')).includes(say(`start-${name}`)), `${name} is not the next step`);
  const before = await page.locator('.steps .state.done').count();
  await press(page, '.steps a.btn');
  await write({ page });
  await send(page);
  await page.locator('.when').first().waitFor();
  await look(`own-${name}-preview`);
  await send(page);
  assert.equal(await page.locator('#problems').count(), 0, `${name} is not entered`);
  await entered({ page, look, story });
  await open(page, `${story.desk}start`);
  assert.equal(await page.locator('.steps .state.done').count(), before + 1, `${name} is not done`);
}

// As somebody does who has no mouse.
async function pressEnter(page, target) {
  await page.locator(target).first().focus();
  const loaded = page.waitForEvent('load');
  await page.keyboard.press('Enter');
  await loaded;
}
