// An operation of one's own, by somebody who has nothing yet: every page while it is empty, the first need, the first gift.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { askAfter, choose, dayOf, enterDesk, fill, open, press, send, speaks, textOf } from './hands.mjs';

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
  ['the first need', async ({ reader: { page }, look, story }) => {
    await open(page, `${story.desk}record/need`);
    await choose(page, 'item', /blanket/i);
    await choose(page, 'priority');
    await choose(page, 'source');
    await fill(page, { quantity: '30', price: '20' });
    await send(page);
    await page.locator('.when').first().waitFor();
    await look('own-need-preview');
    await send(page);
    await look('own-need-entered');
  }],
  ['the first gift', async ({ reader: { page }, look, story }) => {
    await open(page, `${story.desk}record/gift`);
    await choose(page, 'account');
    await choose(page, 'country', /^UA$/);
    await choose(page, 'fund', /^blanket-1$/);
    await fill(page, { amount: '25.50' });
    await send(page);
    await page.locator('.when').first().waitFor();
    await send(page);
    story.code = (await page.locator('.slip code').first().innerText()).trim();
    await press(page, 'main .acts a[href$="/"]');
    assert.match(await textOf(page), /25[.,]50/);
    await look('own-today-begun');
  }],
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
    await page.locator('form.lines input').first().focus();
    await page.keyboard.press('Space');
    assert.ok(await page.locator('form.lines input').first().isChecked());
    await pressEnter(page, 'form.lines button[value=hold]');
    await open(page, `${story.desk}statements/held/all/1`);
    assert.equal(await page.locator('form.lines input').count(), 1);
    await look('own-statements-held');
    await open(page, `${story.desk}statements/balance`);
    assert.match(await textOf(page), /173[.,]70/);
    assert.ok(!(await textOf(page)).includes(say('balance-unexplained-note').slice(0, 30)), 'the difference is not explained');
    await look('own-statements-balance');
    await open(page, `${story.desk}statements`);
    await pressEnter(page, 'form.lines li a[href*="/line/"]');
    await look('own-statements-line');
  }],
];

// As somebody does who has no mouse.
async function pressEnter(page, target) {
  await page.locator(target).first().focus();
  const loaded = page.waitForEvent('load');
  await page.keyboard.press('Enter');
  await loaded;
}
