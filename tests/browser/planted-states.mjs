// The checks of every state, checked: each is shown a page that is wrong in that state alone, and must say so.

import { openReader } from './pages.mjs';
import { page, serve } from './planting.mjs';
import { Routes } from './routes.mjs';
import * as shapes from './shapes.mjs';
import { Sheet, refusalFaults } from './states.mjs';

const PRINT = '@media print { nav, form { display: none } details::details-content { content-visibility: visible; block-size: auto } }';
const TWIN = '<details><summary>The same as a table</summary><table><tr><td>1</td></tr></table></details>';
const STATE = `${PRINT} summary { min-height: 24px } summary:focus-visible { outline: 3px solid } .badge { position: absolute; inset-inline-end: 0 } .noted { position: relative; padding-inline-end: 8rem }`;
const NOTED = '<p class="noted"><span class="badge">Late</span>Ninety-six vests came, four are missing, and the maker has been asked.</p>';
const REFUSED = '<section id="problems"><h2>One thing to put right</h2><p><a href="#name">Name: fill this in.</a></p></section><p><input aria-invalid="true" aria-label="Name"></p>';

const sheetOf = (inside, style = '') => page(`<nav aria-label="Pages"><a href="books">The books</a></nav>${NOTED}${TWIN}${inside}`, { style: STATE + style });
const answering = (inside, { style = '', status = 422 } = {}) => ({ ...sheetOf('', style), answer: page(inside, { style }).html, status });

// Each fault with the check that must see it.
const PLANTS = {
  'a row too wide right to left only': ['right to left: sideways', sheetOf('<p class="wide">Wide</p>', '[dir=rtl] .wide { width: 500px; max-width: none }')],
  'a row that leaves the window on the left, right to left only': ['right to left: sideways', sheetOf('<p class="off">Off</p>', '[dir=rtl] .off { position: relative; left: -60px }')],
  'a note at a fixed side, over its neighbour right to left only': ['right to left: overlaps', sheetOf('', '.badge { inset-inline-end: auto; right: 0 }')],
  'a row too wide for longer words only': ['longest words: sideways', sheetOf('<p class="one-line">Every vest that was paid in the spring</p>', '.one-line { white-space: nowrap }')],
  'a list too wide for a phone': ['full: sideways', sheetOf('<p class="wide">Wide</p>', '.wide { width: 330px; max-width: none }')],
  'a row too wide at twice the size only': ['twice the size: sideways', sheetOf('<p class="wide">Wide</p>', '@media (min-width: 600px) and (max-width: 700px) { .wide { width: 700px; max-width: none } }')],
  'a table twin that stays closed on paper': ['print: open', sheetOf('', '@media print { details::details-content { content-visibility: hidden } }')],
  'a form on paper': ['print: open', sheetOf('', '@media print { form { display: block } }')],
  'the way to other pages on paper': ['print: open', sheetOf('', '@media print { nav { display: block } }')],
  'a table cut off at the edge of the paper only': ['print: open', sheetOf('<div class="scroll"><p class="wide">Wide</p></div>', '@media print { .wide { width: 900px; max-width: none } }')],
  'a link that Tab cannot reach': ['keyboard only: every stop', sheetOf('<p><a href="four" tabindex="-1">Four</a></p>')],
  'the name of a phrase': ['full: bare phrases', sheetOf('<p>gift-thanks</p>')],
  'a page too pale in the dark': ['full: axe dark', sheetOf('<p class="pale">Nobody can read this</p>', '@media (prefers-color-scheme: dark) { .pale { color: #333 } }')],
  'a form that takes anything': ['error: says what is wrong', answering(REFUSED, { status: 200 })],
  'a form that breaks': ['error: says what is wrong', answering(REFUSED, { status: 500 })],
  'a form that says nothing': ['error: says what is wrong', answering('<p>No.</p>')],
  'a form that marks no field': ['error: says what is wrong', answering(REFUSED.replace('aria-invalid="true"', ''))],
  'a sentence too pale after an error only': ['error: axe light', answering(`${REFUSED}<p class="pale">Nobody can read this</p>`, { style: '.pale { color: #ddd; background: #fff }' })],
  'a sentence too wide after an error only': ['error: sideways', answering(`${REFUSED}<p class="wide">Wide</p>`, { style: '.wide { width: 500px; max-width: none }' })],
};

export async function plantStates(browser, tally) {
  const plants = [['good', answering(REFUSED)], ...Object.entries(PLANTS).map(([name, [, plant]]) => [name, plant])];
  const server = await serve(Object.fromEntries(plants.map(([, plant], number) => [number, plant])));
  const reader = await openReader(browser, 'en-GB', { javaScriptEnabled: true });
  try {
    const seen = new Map();
    for (const [number, [name]] of plants.entries()) seen.set(name, await lookFrom(reader, `http://127.0.0.1:${server.address().port}/${number}/`));
    for (const [check, faults] of seen.get('good')) tally.note(`planted: a good page passes "${check}"`, faults);
    for (const [name, [check]] of Object.entries(PLANTS)) {
      const faults = [...seen.get(name)].filter(([at]) => at.startsWith(check)).flatMap(([, list]) => list);
      if (tally.note(`planted: ${name} must be seen by "${check}"`, faults.length ? [] : ['it went unseen'])) console.log(`ok      planted: ${name}: ${faults[0].slice(0, 90)}`);
    }
  } finally {
    await reader.context.close();
    server.close();
  }
  plantRoutes(tally);
}

// One page in every state, and what its form answers to nothing; the faults by state and check.
async function lookFrom(reader, address) {
  const found = new Map();
  const quiet = { note: (what, faults) => found.set(what.replace('a page: ', ''), faults) };
  const sheet = new Sheet({ tally: quiet, keys: ['gift-thanks'] });
  const { page: tab } = reader;
  await tab.goto(address);
  await sheet.plain(reader, 'full', 'a page');
  await sheet.zoomed(reader, 'a page');
  await sheet.keyboard(reader, 'a page');
  await sheet.printed(reader, 'a page');
  await sheet.turnedRound(reader, 'a page');
  await sheet.lengthened(reader, 'a page');
  await tab.goto(address);
  const [form] = (await tab.evaluate(shapes.wayOn)).forms;
  const loaded = tab.waitForEvent('load');
  await tab.evaluate(shapes.sendAll, [form.place, '']);
  await loaded;
  sheet.note('error', 'a page', 'says what is wrong', await refusalFaults(reader));
  await sheet.plain(reader, 'error', 'a page');
  return found;
}

// The list of addresses: a link beside it is seen, and a page of it that nobody opened.
function plantRoutes(tally) {
  const route = (pattern, ...paths) => ({ pattern, paths, wrong: null, always: false });
  const listed = () => new Routes({ slug: 'a', languages: ['en'], files: [], public: [route('', ''), route('books/*', 'books/one')], desk: [route('', ''), route('own', 'own')] });
  const link = (place) => `http://127.0.0.1${place}`;
  const good = listed();
  const known = ['/o/a/en/', '/o/a/en/books/two', '/d/a/en/own', '/facts', '/o/a/facts.jsonl'].map(link);
  tally.note('planted: links of the list pass', [...good.unlisted('public', known), ...good.unlisted('desk', known)]);
  const judge = (what, faults) => tally.note(`planted: ${what} must be seen`, faults.length ? [] : ['it went unseen']);
  judge('a public page that is not in the list', listed().unlisted('public', [link('/o/a/en/gifts')]));
  judge('a page below a page of the list, on the public side', listed().unlisted('public', [link('/o/a/en/books/one/two')]));
  judge('a coordinators\' page that is not in the list', listed().unlisted('desk', [link('/d/a/en/other')]));
  const routes = listed();
  tally.note('planted: a page found below a feature\'s own joins the list', routes.unlisted('desk', [link('/d/a/en/own/3/en')]));
  for (const address of routes.addresses('public')) routes.note(address);
  judge('a found page that was never opened', routes.left().filter((left) => left === 'desk own/*/*'));
  for (const address of routes.addresses('desk')) routes.note(address);
  tally.note('planted: a list looked at whole passes', routes.left());
}
