// The checks, checked: each is shown a page with one fault of its kind, and must say so; a good page, and must be silent.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Album, openBrowser, openReader } from './pages.mjs';
import { POLICY, PROSE, page, serve } from './planting.mjs';
import { plantStates } from './planted-states.mjs';
import { EXAMPLE, PHONE, RECEIPT } from './square.mjs';
import { Tally } from './tally.mjs';

// A square code for a phone, and the secret below it.
const phone = (secret) => `${PHONE.svg}<p>Or type it in: <code>${secret.match(/.{4}/g).join(' ')}</code></p>`;

// A square code that holds a receipt, and the receipt below it.
const receipt = (text) => `${RECEIPT.svg}<pre class="whole">${text}</pre>`;

// A square code and the lines it must agree with; `lines` are others.
const square = (lines = {}, svg = EXAMPLE.svg()) => `${svg}<dl>${['holder', 'iban', 'bic', 'amount', 'reference']
  .map((name) => `<dt>${name}</dt><dd data-field="${name}">${lines[name] ?? EXAMPLE[name]}</dd>`).join('')}</dl>`;

// Each fault with the check that must see it.
const PLANTS = {
  'an image without words': ['axe', page('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">')],
  'a button too pale': ['axe', page('<p class="pale">Nobody can read this</p>', { style: '.pale { color: #ddd; background: #fff }' })],
  'a page too pale in the dark only': ['axe', page('<p class="pale">Nobody can read this</p>', { style: '@media (prefers-color-scheme: dark) { .pale { color: #333 } }' })],
  'a page too pale on a phone only': ['axe', page('<p class="pale">Nobody can read this</p>', { style: '@media (max-width: 400px) { .pale { color: #ddd; background: #fff } }' })],
  'a field without a label': ['axe', page('<form action="four"><input type="text" name="x"></form>')],
  'a script': ['scripts', page('<script>document.title = "ran"</script>')],
  'a script in an attribute': ['scripts', page('<p onclick="alert(1)">Press here</p>')],
  'a script in an address': ['scripts', page('<p><a href="javascript:void(0)">Press here</a></p>')],
  'a foreign request': ['foreign requests', { ...page('<img src="http://localhost:9/pixel.gif" alt="A pixel">'), policy: `${POLICY}; img-src *` }],
  'a style against the policy': ['errors in the console', page('<p style="color: red">Red</p>')],
  'a picture that is not there': ['errors in the console', page('<img src="missing.png" alt="A picture">')],
  'no policy': ['headers', { ...page(''), policy: '' }],
  'a policy with a hole': ['headers', { ...page(''), policy: `${POLICY} 'unsafe-inline'` }],
  'a row too wide for a phone': ['sideways', page('<p class="wide">Wide</p>', { style: '.wide { width: 500px; max-width: none }' })],
  'a row too wide for a small phone only': ['sideways', page('<p class="wide">Wide</p>', { style: '.wide { width: 320px; max-width: none }' })],
  'a row cut off where it is too wide': ['sideways', page('<p class="wide">Wide</p>', { style: 'body { overflow-x: clip } .wide { width: 500px; max-width: none }' })],
  'a row too wide for a desk': ['sideways', page('<p class="wide">Wide</p>', { style: '@media (min-width: 1000px) { .wide { width: 1300px; max-width: none } }' })],
  'a row too wide at twice the size only': ['sideways', page('<p class="wide">Wide</p>', { style: '@media (min-width: 600px) and (max-width: 700px) { .wide { width: 700px; max-width: none } }' })],
  'a row too wide on the longest day only': ['sideways', page('<p class="day">1 May 2026</p>', { style: '.day { font: 32px monospace; white-space: nowrap }' })],
  'lines too long': ['line lengths', page(`<p class="long">${PROSE.repeat(5)}</p>`, { style: '.long { max-width: none }' })],
  'lines too short': ['line lengths', page(`<p class="short">${PROSE}</p>`, { style: '.short { max-width: 12em }' })],
  'figures that dance': ['tabular figures', page('<p class="old">1,234 EUR</p>', { style: '.old { font-variant-numeric: normal }' })],
  'the name of a phrase': ['bare phrases', page('<p>gift-thanks</p>')],
  'the name of an item': ['bare phrases', page('<p>12 item-VEST-n</p>')],
  'a gap that nobody filled': ['bare phrases', page('<p>Day { $day }</p>')],
  'a link that the keyboard misses': ['keyboard', page('<p><a href="four" tabindex="-1">Four</a></p>')],
  'a link that the keyboard reaches first': ['keyboard', page('<p><a href="four" tabindex="3">Four</a></p>')],
  'focus without a sign': ['keyboard', page('<p><a class="bare" href="four">Four</a></p>', { style: 'a.bare:focus-visible { outline: none }' })],
  'focus out of sight': ['keyboard', page('<p><a class="away" href="four">Four</a></p>', { style: '.away { position: fixed; left: -9999px }' })],
  'a front page too heavy': ['weight', page(`<!-- ${Array.from({ length: 4000 }, (_, i) => (i * 7919 % 100003).toString(36)).join(' ')} ${'x'.repeat(20000)} -->`)],
  'a style sheet too heavy': ['weight', page('', { style: `/* ${'y'.repeat(31000)} */` })],
  'a square code over another amount': ['square codes', page(square({ amount: '60.00 EUR' }))],
  'a square code for another account': ['square codes', page(square({ iban: 'GB82 WEST 1234 5698 7654 32' }))],
  'a square code for another phone': ['square codes', page(phone(PHONE.secret.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A'))))],
  'a square code of another receipt': ['square codes', page(receipt(RECEIPT.text.replace('read', 'hear')))],
  'a square code that cannot be read': ['square codes', page(square({}, EXAMPLE.svg('#fff')))],
  'a tag never closed': ['vnu', page('<section><h2>Open</h2>')],
  'a name given twice': ['vnu', page('<p id="name">Twice</p>')],
  'a heading where none may be': ['vnu', page('<ul><h2>Four</h2></ul>')],
};

export async function runPlanted() {
  const tally = new Tally();
  const server = await serve({ good: page(`<div class="scroll" tabindex="0"><table><tr><td>1</td></tr></table></div>${square()}${phone(PHONE.secret)}${receipt(RECEIPT.text)}`), ...byAddress() });
  const browser = await openBrowser();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'waybill-planted-'));
  try {
    const quiet = { note() {} };
    const album = new Album({ tally: quiet, keys: ['gift-thanks'], pictures: path.join(folder, 'pictures') });
    const seen = new Map();
    for (const [name, address] of [['good', '/good/'], ...Object.keys(PLANTS).map((name, number) => [name, `/${number}/`])]) {
      const reader = await openReader(browser, 'en-GB');
      await reader.page.goto(`http://127.0.0.1:${server.address().port}${address}`);
      seen.set(name, await album.look(reader, fileName(name), { front: true }));
      await reader.context.close();
    }
    const html = await album.checkHtml(folder);
    for (const name of seen.keys()) seen.get(name).set('vnu', html.get(fileName(name)));
    judge(tally, seen);
    const pictures = fs.readdirSync(path.join(folder, 'pictures')).filter((file) => /^good-(360|1280)-(light|dark)\.png$/.test(file));
    tally.note('planted: four pictures of a page', pictures.length === 4 ? [] : [pictures.join(' ')]);
    await plantStates(browser, tally);
  } finally {
    await browser.close();
    server.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
  return tally.close(', planted');
}

function judge(tally, seen) {
  for (const [check, faults] of seen.get('good')) tally.note(`planted: a good page passes "${check}"`, faults);
  for (const [name, [check]] of Object.entries(PLANTS)) {
    const faults = seen.get(name).get(check) ?? [];
    if (tally.note(`planted: ${name} must be seen by "${check}"`, faults.length ? [] : ['it went unseen'])) {
      console.log(`ok      planted: ${name}: ${faults[0].slice(0, 90)}`);
    }
  }
  // Every check that a good page passes has at least one plant that it fails.
  for (const check of seen.get('good').keys()) {
    const plants = Object.values(PLANTS).filter(([name]) => name === check).length;
    tally.note(`planted: "${check}" has a plant`, plants ? [] : ['none']);
  }
}

function byAddress() {
  return Object.fromEntries(Object.values(PLANTS).map(([, plant], number) => [number, plant]));
}

function fileName(name) {
  return name.replace(/\W+/g, '-');
}
