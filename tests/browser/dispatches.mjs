// Dispatches: what a reader finds on day 23, how a coordinator writes one on a phone, and how it is corrected.

import assert from 'node:assert/strict';
import { fill, open, openAnew, press, textOf } from './hands.mjs';

// Presses a button of the editor by what it sends.
const go = (page, what) => press(page, `form.wide button[value=${what}]`);

// A sentence of ours begins so.
const beginning = (say, key) => say(key).split(/[{“„«]/)[0].trim();

export const READ_STEPS = [
  ['the dispatch of day 23', async ({ reader: { page }, look, say, story }) => {
    await open(page, story.home);
    assert.ok((await textOf(page)).includes(say('front-dispatch')), 'the front page does not show it');
    await press(page, 'h2 a[href$="/dispatches/23"]');
    assert.equal(await page.locator('article a.fig').count(), 8);
    await look('day23-dispatch');
    const told = await textOf(page, 'article a.fig');
    await press(page, 'article a.fig');
    assert.match(page.url(), /@23$/, 'a quoted figure is not pinned');
    assert.ok((await textOf(page, 'h1')).includes(told), 'the figure is another one');
    await look('figure-pinned');
    await open(page, `${story.home}dispatches`);
    assert.equal(await page.locator('ol.told > li').count(), 2);
    await look('dispatches');
    const answer = await page.goto(`${story.home}dispatches/22`);
    assert.equal(answer.status(), 404);
    await open(page, story.home);
  }],
];

export const WRITE_STEPS = [
  ['a dispatch is written, with figures that are picked', async ({ reader: { page }, look, say, story }) => {
    await open(page, `${story.desk}dispatches`);
    await look('dispatches-desk');
    await fill(page, { day: '23' });
    await press(page, 'form button[value=dispatch]');
    await page.locator('#problems').waitFor();
    assert.ok((await textOf(page, '#e-day')).includes(beginning(say, 'dispatch-day-taken')), 'day 23 may be told twice');
    await look('dispatches-desk-problem');
    await fill(page, { day: '22' });
    await press(page, 'form button[value=dispatch]');
    await look('dispatch-editor');
    await go(page, 'look');
    await page.locator('#problems').waitFor();
    await look('dispatch-editor-empty');
    await fill(page, { title: 'One', lede: 'So much: ??.', text1: '<b>x</b> [y](javascript:z) ![](https://elsewhere.example/a.png) {no.such}' });
    await page.selectOption('[name=figure]', 'need.helmet-1.missing');
    await go(page, 'figure');
    assert.equal(await page.inputValue('[name=lede]'), 'So much: {need.helmet-1.missing}.');
    await go(page, 'look');
    const problems = await textOf(page, '#problems');
    for (const key of ['dispatch-html', 'dispatch-link', 'dispatch-picture', 'dispatch-figure-unknown']) {
      assert.ok(problems.includes(beginning(say, key)), `${key} is not told: ${problems}`);
    }
    await look('dispatch-editor-problems');
    await fill(page, { text1: 'All is **well**.' });
    await go(page, 'section');
    await page.selectOption('[name=kind2]', 'call');
    await fill(page, { text2: 'Give.' });
    await look('dispatch-editor-full');
    await go(page, 'look');
    assert.match(page.url(), /\/look/);
    await look('dispatch-preview');
    await press(page, 'main form .btn:not(.less)');
    assert.ok((await textOf(page)).includes(say('dispatch-done')));
    await look('dispatch-published');
    await openAnew(page, `${story.home}dispatches/22`);
    assert.equal(await textOf(page, 'h1'), 'One');
    await look('dispatch-own');
  }],
  ['a correction says what was wrong', async ({ reader: { page }, look, story }) => {
    await open(page, `${story.desk}dispatches`);
    await press(page, 'main ol a[href*="/dispatches/22/"]');
    await fill(page, { text1: 'All is **not** well.' });
    await go(page, 'look');
    await page.locator('#e-note').waitFor();
    await fill(page, { note: 'We were wrong.' });
    await go(page, 'look');
    await look('dispatch-correction-preview');
    await press(page, 'main form .btn:not(.less)');
    await openAnew(page, `${story.home}dispatches/22`);
    assert.ok(await page.locator('.note-box del').count() > 0 && await page.locator('.note-box ins').count() > 0);
    await look('dispatch-corrected');
  }],
];
