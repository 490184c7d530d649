// Every state of every page, from the list of addresses that the program prints: empty, full and crowded, refused, with
// words grown longer, turned round, at twice its size, on paper, by keyboard alone.

import path from 'node:path';
import { enterDesk, open } from './hands.mjs';
import * as measures from './measures.mjs';
import { DESK, NARROW, PHONE, axeFaults, headerFaults, htmlFaults, keyboardFaults, openReader, zoomed } from './pages.mjs';
import { startCrowded, startOwn } from './program.mjs';
import { Routes } from './routes.mjs';
import * as shapes from './shapes.mjs';
import { squareFaults } from './square.mjs';

// A sheet of A4 less its margins, in the browser's own points.
export const PAPER = { width: 673, height: 1000 };
// Two pages at a time: one works while the other waits for its answer.
const LANES = 2;

// What a person may put into every field: nothing, one word as long as a field takes, and more than it takes.
const SENT = { nothing: '', 'one long word': 'W'.repeat(200), 'too much': 'ab '.repeat(120) };

// Where the time goes, for whoever must make it shorter.
const times = {};
async function timed(what, work) {
  const began = Date.now();
  try { return await work(); } finally { times[what] = (times[what] ?? 0) + Date.now() - began; }
}

// One page in one state, looked at with everything that state is about.
export class Sheet {
  constructor({ tally, keys = [], pictures }) {
    Object.assign(this, { tally, keys, pictures, sources: new Map() });
  }

  note(state, name, check, faults) {
    this.tally.note(`${state}: ${name}: ${check}`, faults, state);
    return faults;
  }

  // What holds in every state.
  async plain(reader, state, name) {
    const { page } = reader;
    const source = await reader.document.text();
    this.sources.set(`${state} ${name}`.replace(/[^\w@.-]+/g, '-'), source);
    this.note(state, name, 'requests, errors, headers', [...reader.foreign, ...reader.errors, ...headerFaults(await reader.document.allHeaders())]);
    this.note(state, name, 'bare phrases', await page.evaluate(measures.rawPhrases, this.keys));
    const square = await squareFaults(page);
    if (square.length) this.note(state, name, 'square codes', square);
    await page.setViewportSize(NARROW);
    this.note(state, name, 'sideways', await page.evaluate(measures.sideways));
    await page.setViewportSize(PHONE);
    for (const colorScheme of ['dark', 'light']) {
      await page.emulateMedia({ colorScheme });
      this.note(state, name, `axe ${colorScheme}`, await timed('axe', () => axeFaults(page)));
    }
    reader.forget();
  }

  async pictured({ page }, name) {
    for (const viewport of [PHONE, DESK]) {
      await page.setViewportSize(viewport);
      await page.screenshot({ path: path.join(this.pictures, `full-${name}-${viewport.width}.png`), fullPage: true });
    }
  }

  async zoomed({ page }, name) {
    await page.setViewportSize(DESK);
    this.note('twice the size', name, 'sideways', await zoomed(page));
  }

  async keyboard({ page }, name) {
    await page.setViewportSize(DESK);
    this.note('keyboard only', name, 'every stop in order', await keyboardFaults(page));
  }

  async printed({ page }, name) {
    await page.setViewportSize(PAPER);
    await page.emulateMedia({ media: 'print' });
    this.note('print', name, 'open, complete, nothing to press', await page.evaluate(shapes.printed));
    await page.emulateMedia({ media: 'screen' });
  }

  // The page stays turned round.
  async turnedRound({ page }, name) {
    const sizes = { narrow: NARROW, desk: DESK };
    const before = {};
    for (const [size, viewport] of Object.entries(sizes)) {
      await page.setViewportSize(viewport);
      before[size] = new Set(await page.evaluate(shapes.overlaps));
    }
    await page.evaluate(shapes.turnRound);
    for (const [size, viewport] of Object.entries(sizes)) {
      await page.setViewportSize(viewport);
      this.note('right to left', name, `sideways, ${size}`, await page.evaluate(shapes.bothWays));
      const now = await page.evaluate(shapes.overlaps);
      this.note('right to left', name, `overlaps, ${size}`, now.filter((pair) => !before[size].has(pair)));
    }
    await page.evaluate(() => document.documentElement.removeAttribute('dir'));
  }

  // The page keeps its long words.
  async lengthened({ page }, name) {
    await page.evaluate(shapes.lengthen);
    await page.setViewportSize(NARROW);
    this.note('longest words', name, 'sideways', await page.evaluate(measures.sideways));
    await page.setViewportSize(PHONE);
    this.note('longest words', name, 'axe', await axeFaults(page));
  }

  async checkHtml(folder) {
    if (this.sources.size === 0) return new Map();
    const faults = await htmlFaults(this.sources, folder);
    for (const [name, list] of faults) this.tally.note(`${name}: Nu checker`, list, 'vnu of states');
    return faults;
  }
}

// All of it, as one more part of the journey.
export async function walkStates(browser, { languages, phrases, tally, pictures }) {
  const began = Date.now();
  const visits = [];
  const [full, own] = await Promise.all([startCrowded(), startOwn()]);
  try {
    const visit = async (served, language) => {
      const reader = await openReader(browser, languages[language], { javaScriptEnabled: true });
      const keys = [...phrases(language).keys()].filter((key) => key.includes('-'));
      const made = { reader, language, served, routes: served.list, sheet: new Sheet({ tally, keys, pictures }) };
      if (!served.session) {
        await enterDesk(reader.page, served.desk, language);
        served.session = await reader.context.cookies();
      }
      await reader.context.addCookies(served.session);
      reader.forget();
      visits.push(made);
      return made;
    };
    full.list = new Routes(full.routes);
    own.list = new Routes({ ...full.routes, slug: 'kharkiv-aid' });
    // The way in works once: the first visit goes through it, the others come with its cookie.
    const [english, empty] = [await visit(full, 'en'), await visit(own, 'en')];
    const [forms] = await Promise.all([lookOver(english), lookOver(empty, { empty: true })]);
    const others = Object.keys(languages).filter((language) => language !== 'en');
    await inLanes([async () => turnOver(await visit(full, 'en')), ...others.map((language) => async () => lookOver(await visit(full, language)))]);
    const lanes = Array.from({ length: LANES }, (_, lane) => forms.filter((_, place) => place % LANES === lane));
    await Promise.all(lanes.map(async (part) => refusals(await visit(full, 'en'), part)));
    await nowhere(await visit(full, 'en'));
    tally.note('states: every route of the list was looked at', full.list.left());
    for (const { sheet } of visits) await sheet.checkHtml(path.join(full.folder, 'html'));
    const pages = visits.reduce((sum, { sheet }) => sum + sheet.sources.size, 0);
    const spent = Object.entries(times).map(([what, ms]) => `${what} ${Math.round(ms / 1000)} s`).join(', ');
    console.log(`states: ${pages} pages in ${Math.round((Date.now() - began) / 1000)} s (${spent})`);
  } finally {
    for (const { reader } of visits) await reader.context.close();
    await Promise.all([full.stop(), own.stop()]);
  }
}

async function inLanes(work) {
  const lane = async () => {
    for (let next = work.shift(); next; next = work.shift()) await next();
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

const addressOf = ({ served, language }, { side, path: place }) => {
  const base = side === 'desk' ? new URL(`/d/${served.list.slug}/`, served.desk) : new URL(`/o/${served.list.slug}/`, served.publicSide);
  return `${base}${language}/${place}`;
};

const nameOf = ({ language }, { side, path: place }) => `${language} ${side} ${place || 'first'}`;

// Every address of the list in one language; gathers the forms that were found on the way.
async function lookOver(visit, { empty = false } = {}) {
  const { reader, routes, sheet } = visit;
  const state = empty ? 'empty' : 'full';
  const forms = new Map();
  for (const side of ['public', 'desk']) {
    for (const address of routes.addresses(side, { empty })) {
      const name = nameOf(visit, address);
      const answer = await reader.page.goto(addressOf(visit, address));
      sheet.note(state, name, 'is there', answer.status() < 400 ? [] : [`answers ${answer.status()}`]);
      routes.note(address);
      await timed('plain', () => sheet.plain(reader, state, name));
      const way = await reader.page.evaluate(shapes.wayOn);
      if (!empty) sheet.note(state, name, 'leads to pages of the list', routes.unlisted(side, way.links));
      for (const form of way.forms) if (!forms.has(form.action)) forms.set(form.action, { address, place: form.place });
      if (!empty && visit.language === 'en') await timed('pictured', () => sheet.pictured(reader, `${side}-${address.path || 'first'}`.replace(/\W+/g, '-')));
    }
  }
  return [...forms.values()];
}

// The same pages once more, in English: enlarged, by keyboard, on paper, turned round, with longer words.
async function turnOver(visit) {
  const { reader, routes, sheet } = visit;
  for (const side of ['public', 'desk']) {
    for (const address of routes.addresses(side)) {
      const name = nameOf(visit, address);
      await open(reader.page, addressOf(visit, address));
      await timed('zoomed', () => sheet.zoomed(reader, name));
      await timed('keyboard', () => sheet.keyboard(reader, name));
      await timed('printed', () => sheet.printed(reader, name));
      await timed('turnedRound', () => sheet.turnedRound(reader, name));
      await timed('lengthened', () => sheet.lengthened(reader, name));
    }
  }
}

// Forms sent with what they cannot take.
async function refusals(visit, forms) {
  const { reader, routes, sheet } = visit;
  const { page } = reader;
  const entries = async () => (await reader.context.request.get(`${addressOf(visit, { side: 'desk', path: 'book.csv' })}`)).text();
  const before = await entries();
  // A contact may be any words, and once one is kept the page begins with the button that opens it: what it refuses stands in
  // `crates/waybill/tests/pages/sealed.rs`.
  for (const { address, place } of forms.filter(({ address: { path } }) => !path.startsWith('contacts/'))) {
    for (const [what, value] of Object.entries(SENT)) {
      const name = `${nameOf(visit, address)}, ${what}`;
      await open(page, addressOf(visit, address));
      const from = new URL(page.url()).pathname;
      const loaded = page.waitForEvent('load');
      await page.evaluate(shapes.sendAll, [place, value]);
      await loaded;
      // A text in four languages may be left empty in one: then it leads on.
      const ledOn = value === '' && reader.document.status() < 400 && new URL(page.url()).pathname !== from;
      if (!ledOn) sheet.note('error', name, 'says what is wrong', await refusalFaults(reader));
      await timed('plain', () => sheet.plain(reader, 'error', name));
      await timed('zoomed', () => sheet.zoomed(reader, name));
    }
  }
  sheet.note('error', 'all of it', 'enters nothing', await entries() === before ? [] : ['the book has grown']);
}

// Addresses with names that nothing has, and a stranger.
async function nowhere(visit) {
  const { reader, routes, sheet } = visit;
  const { page } = reader;
  const missing = [...routes.wrong('public'), ...routes.wrong('desk'), { side: 'desk', path: 'book/999999999' }, { side: 'public', path: 'no/such/page' }];
  for (const address of missing) {
    const name = nameOf(visit, address);
    const answer = await page.goto(addressOf(visit, address));
    sheet.note('error', name, 'is not there', answer.status() === 404 ? [] : [`answers ${answer.status()}`]);
    await sheet.plain(reader, 'error', name);
  }
  await reader.context.clearCookies();
  const answer = await page.goto(addressOf(visit, { side: 'desk', path: '' }));
  sheet.note('error', 'a stranger at the desk', 'is sent away', answer.status() === 403 ? [] : [`answers ${answer.status()}`]);
  await sheet.plain(reader, 'error', 'a stranger at the desk');
}

export async function refusalFaults(reader) {
  const faults = [];
  const status = reader.document.status();
  if (status < 400 || status >= 500) faults.push(`answers ${status}`);
  const told = await reader.page.evaluate(() => {
    const box = document.querySelector('#problems');
    // What is wrong with the form as a whole is wrong in no field of it.
    return box?.checkVisibility() && (!box.querySelector('a[href^="#"]') || document.querySelector('[aria-invalid=true]') !== null);
  });
  if (!told) faults.push('no sentence says what is wrong, or no field is marked');
  return faults;
}
