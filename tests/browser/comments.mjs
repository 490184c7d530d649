// Comments: a reader says something under the dispatch of day 23, and a coordinator reads it first.

import assert from 'node:assert/strict';
import { fill, open, openAnew, press, send, textOf } from './hands.mjs';

// A form sent faster than people write comes back; see `SECONDS_MIN` of web/comment.rs. It counts whole seconds: what took less than two of
// them here is too fast there whenever they began.
const WRITING_MS = 3100;
const HASTY_MS = 2000;
const TRIES_MAX = 20;

const WORDS = 'Thank you for the plain figures.\n\nIs there room for <b>blankets</b> as well?';

// Opens the form, fills it in and sends it at once, until that was as fast as it must be to be refused: a busy machine can take as long as a
// person. A try that was that slow may have been taken, and is under a name that nobody looks for afterwards.
async function sendHastily(page, address) {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const began = Date.now();
    await open(page, address);
    await fill(page, { author: 'In haste', mail: 'olena@example.org', words: WORDS });
    await send(page);
    if (Date.now() - began < HASTY_MS || await page.locator('#problems').count()) return;
  }
  assert.fail(`in ${TRIES_MAX} tries no form was sent within ${HASTY_MS} ms`);
}

export const SAY_STEPS = [
  ['comments stand under a dispatch, with answers', async ({ reader: { page }, look, say, story }) => {
    await open(page, `${story.home}dispatches/16`);
    assert.equal(await page.locator('ol.comments > li').count(), 3);
    assert.equal(await page.locator('ol.comments .reply').count(), 2);
    await look('comments-day16');
    await open(page, `${story.home}comments/16`);
    assert.ok((await textOf(page, '.strip')).includes(say('comments-heading')));
    await look('comments-all');
  }],
  ['a reader writes a comment', async ({ reader: { page }, look, say, story }) => {
    await open(page, `${story.home}dispatches/23`);
    await press(page, '#comments a.btn');
    await look('comment-form');
    await send(page);
    await page.locator('#problems').waitFor();
    assert.equal(await page.locator('[aria-invalid=true]').count(), 2, 'name and words are wanted, nothing else');
    await look('comment-problems');
    await sendHastily(page, `${story.home}dispatches/23/comment`);
    assert.ok((await textOf(page, '#problems')).includes(say('comment-too-fast')), 'a hasty form is taken');
    assert.equal(await page.inputValue('[name=words]'), WORDS, 'what was typed is gone');
    await look('comment-too-fast');
    await fill(page, { author: 'Olena K.' });
    await page.waitForTimeout(WRITING_MS);
    await send(page);
    assert.ok((await textOf(page)).includes(say('comment-held-text')));
    await look('comment-held');
    await openAnew(page, `${story.home}dispatches/23`);
    assert.ok(!(await textOf(page)).includes('blankets'), 'nobody has read it yet');
  }],
];

export const MODERATE_STEPS = [
  ['a coordinator approves a comment and answers it', async ({ reader: { page }, look, say, story }) => {
    await open(page, story.desk);
    await press(page, 'main ol.queue a[href$="/comments"]');
    await look('comments-desk');
    await send(page);
    assert.ok((await textOf(page, '#problems')).includes(say('comments-nothing-chosen')));
    await look('comments-desk-nothing');
    const one = page.locator('ol.comments > li', { hasText: 'Olena K.' });
    await one.locator('summary').click();
    await one.locator('textarea').fill('Yes. Write to us when you know how many.');
    await one.locator('[type=radio][value=approve]').check();
    const other = page.locator('ol.comments > li', { hasText: 'Porto' });
    await other.locator('[type=radio][value=reject]').check();
    await send(page);
    const told = await textOf(page, '[role=status]');
    assert.ok(told.includes('Olena K.') && told.includes(say('comments-now-rejected')), told);
    await look('comments-desk-done');
    await openAnew(page, `${story.home}dispatches/23`);
    assert.ok((await textOf(page, '#comments')).includes('<b>blankets</b>'), 'markup is only text');
    assert.equal(await page.locator('#comments .reply').count(), 1);
    assert.ok(!(await page.content()).includes('olena@example.org'));
    await look('comments-day23');
    await open(page, `${story.desk}comments/published`);
    await look('comments-desk-published');
  }],
];
