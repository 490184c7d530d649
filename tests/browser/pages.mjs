// One page, looked at from every side: light and dark, phone and desk, by keyboard, by axe-core, by the Nu checker.

import { execFile } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { chromium } from 'playwright-core';
import * as measures from './measures.mjs';
import { squareFaults } from './square.mjs';

const require = createRequire(import.meta.url);
const AXE = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const VNU = path.join(path.dirname(require.resolve('vnu-jar/package.json')), 'build/dist/vnu.jar');
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export const PHONE = { width: 360, height: 780 };
export const DESK = { width: 1280, height: 900 };
// The narrowest window in which nothing may scroll sideways.
export const NARROW = { width: 320, height: 640 };
// What is left of a desk when a reader sets everything at twice its size.
const ZOOMED = { width: 640, height: 450, deviceScaleFactor: 2, mobile: false };

// A bad line carries this much of a front page in reasonable time.
const FRONT_BYTES_MAX = 30_000;

// A page of ours is there at once; this is for machines with other work.
const WAIT_MS_MAX = 60_000;

export function openBrowser() {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'];
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args });
}

// A reader without scripts, whose every request and complaint is written down.
export async function openReader(browser, locale, options = {}) {
  const context = await browser.newContext({ javaScriptEnabled: false, locale, viewport: DESK, colorScheme: 'light', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(WAIT_MS_MAX);
  const reader = { browser, context, page, document: null, foreign: [], errors: [] };
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith('http') && host !== reader.host(request)) reader.foreign.push(request.url());
  });
  page.on('console', (message) => {
    // The browser writes down every answer of 4xx as an error; a form that is refused is one.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) reader.errors.push(message.text());
  });
  page.on('pageerror', (error) => reader.errors.push(String(error)));
  page.on('requestfailed', (request) => {
    // The mark is fetched beside the page: whoever goes on quickly stops it half-way.
    const left = request.failure()?.errorText === 'net::ERR_ABORTED' && request.url().endsWith('/mark.svg');
    if (!left) reader.errors.push(`${request.url()}: ${request.failure()?.errorText}`);
  });
  page.on('response', async (response) => {
    const request = response.request();
    if (!request.isNavigationRequest() || request.frame() !== page.mainFrame()) {
      if (response.status() >= 400) reader.errors.push(`${response.url()}: ${response.status()}`);
    } else if (response.status() < 300 || response.status() >= 400) {
      reader.document = response;
    }
  });
  // What a page asks for belongs to the host that the page came from.
  reader.host = (request) => new URL(request.isNavigationRequest() ? request.url() : page.url()).host;
  // A new step: what was written down belongs to the page before.
  reader.forget = () => { reader.foreign = []; reader.errors = []; };
  return reader;
}

// The checks of one page. `kind` says what is counted on its own.
export class Album {
  constructor({ tally, keys = [], pictures }) {
    Object.assign(this, { tally, keys, pictures, sources: new Map(), weights: new Map() });
    if (pictures) fs.mkdirSync(pictures, { recursive: true });
  }

  // Looks at the page that the reader is on. Answers with all faults by the name of the check.
  async look(reader, name, { front = false } = {}) {
    const found = new Map();
    const note = (check, view, faults, kind) => {
      found.set(check, [...(found.get(check) ?? []), ...faults]);
      this.tally.note(`${name}${view ? `, ${view}` : ''}: ${check}`, faults, kind);
    };
    const { page } = reader;
    const source = await reader.document.text();
    this.sources.set(name, source);
    note('foreign requests', '', reader.foreign);
    note('errors in the console', '', reader.errors);
    note('headers', '', headerFaults(await reader.document.allHeaders()));
    note('scripts', '', await page.evaluate(measures.scripts));
    note('bare phrases', '', await page.evaluate(measures.rawPhrases, this.keys));
    await this.views(reader, name, note);
    note('keyboard', '', await keyboardFaults(page));
    await axe(reader, source, note);
    if (front) {
      const bytes = await weightOf(reader);
      this.weights.set(name, bytes);
      const fits = bytes > 0 && bytes < FRONT_BYTES_MAX;
      note('weight', '', fits ? [] : [`a first visit takes ${bytes} bytes, and ${FRONT_BYTES_MAX} is the limit`]);
    }
    reader.forget();
    return found;
  }

  async views({ page }, name, note) {
    note('sideways', 'twice the size', await zoomed(page));
    for (const [size, viewport] of Object.entries({ narrow: NARROW, phone: PHONE, desk: DESK })) {
      await page.setViewportSize(viewport);
      note('sideways', size, await page.evaluate(measures.sideways));
      if (size === 'narrow') continue;
      note('tabular figures', size, await page.evaluate(measures.figures));
      if (size === 'desk') note('line lengths', size, await page.evaluate(measures.lineLengths));
      for (const colorScheme of ['dark', 'light']) {
        await page.emulateMedia({ colorScheme });
        note('square codes', `${size}, ${colorScheme}`, await squareFaults(page));
        if (this.pictures) await page.screenshot({ path: path.join(this.pictures, `${name}-${viewport.width}-${colorScheme}.png`), fullPage: true });
      }
    }
  }

  // The Nu checker over all pages seen so far, in one run.
  async checkHtml(folder) {
    const faults = await htmlFaults(this.sources, folder);
    for (const [name, list] of faults) this.tally.note(`${name}: Nu checker`, list, 'vnu');
    return faults;
  }
}

// Twice the size is half the window at two points for each: the browser's own way of zooming a page.
export async function zoomed(page) {
  const line = await page.context().newCDPSession(page);
  await line.send('Emulation.setDeviceMetricsOverride', ZOOMED);
  const faults = await page.evaluate(measures.sideways);
  const [width, scale] = await page.evaluate(() => [innerWidth, devicePixelRatio]);
  if (width !== ZOOMED.width || scale !== ZOOMED.deviceScaleFactor) faults.push(`not zoomed: ${width} px at ${scale}`);
  await line.send('Emulation.clearDeviceMetricsOverride');
  await line.detach();
  // The window can keep a size that the reader does not know of; a picture of a part of the page then shows another part. A size
  // that differs is sent on, one that was sent before is not.
  const { width: wide, height } = page.viewportSize();
  await page.setViewportSize({ width: wide, height: height + 1 });
  await page.setViewportSize({ width: wide, height });
  for (let tries = 0; tries < 50 && await page.evaluate(() => innerWidth) !== wide; tries++) await page.waitForTimeout(20);
  return faults;
}

// axe-core needs scripts, so it works on a copy: the same bytes at the same address, in a context of its own.
async function axe({ browser, context, page: original, document }, source, note) {
  const copy = await browser.newContext({ bypassCSP: true, storageState: await context.storageState() });
  const page = await copy.newPage();
  const address = original.url().split('#')[0];
  const language = await original.evaluate(() => document.documentElement.lang);
  await page.route((url) => url.href.split('#')[0] === address, (route) =>
    route.fulfill({ status: 200, contentType: 'text/html; charset=utf-8', headers: { 'content-language': language }, body: withoutScripts(source) }));
  await page.goto(address);
  for (const [size, viewport] of [['phone', PHONE], ['desk', DESK]]) {
    for (const colorScheme of ['light', 'dark']) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      note('axe', `${size} ${colorScheme}`, await axeFaults(page), 'axe');
    }
  }
  await copy.close();
}

// What axe-core finds on a page whose context runs scripts, as it stands now.
export async function axeFaults(page) {
  if (!await page.evaluate(() => typeof window.axe === 'object')) await page.evaluate(AXE);
  const violations = await page.evaluate(async (tags) => (await axe.run(document, { runOnly: tags, resultTypes: ['violations'] })).violations, AXE_TAGS);
  return violations.map((v) => `${v.id}: ${v.help} (${v.nodes.length}) ${v.nodes[0]?.html.slice(0, 120)} ${v.nodes[0]?.failureSummary?.split('\n')[1] ?? ''}`);
}

// What a reader without scripts would see; a page that has some is caught by its own check.
function withoutScripts(source) {
  return source.replace(/<script\b[\s\S]*?<\/script>/gi, '');
}

export function headerFaults(headers) {
  const policy = headers['content-security-policy'] ?? '';
  const faults = [];
  if (!/default-src 'none'/.test(policy)) faults.push(`the content security policy does not begin by allowing nothing: ${policy}`);
  if (/unsafe-inline|unsafe-eval|https?:|\*/.test(policy)) faults.push(`the content security policy has a hole: ${policy}`);
  if (!(headers['content-type'] ?? '').startsWith('text/html; charset=utf-8')) faults.push(`sent as ${headers['content-type']}`);
  return faults;
}

export async function keyboardFaults(page) {
  const names = await page.evaluate(measures.focusables);
  const faults = [];
  const order = [];
  // A date has several stops inside; twelve for each control, and some for the window's own, are plenty.
  for (let press = 0; press < names.length * 12 + 12; press += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(measures.focused);
    if (!at) break;
    if (at.number === null || order.at(-1) === at.number) continue;
    if (order.includes(at.number)) break;
    order.push(at.number);
    if (!at.outlined) faults.push(`no sign of focus on ${names[at.number]}`);
    if (!at.seen) faults.push(`focus out of sight on ${names[at.number]}`);
  }
  await page.evaluate(measures.forgetFocus);
  names.forEach((name, number) => { if (!order.includes(number)) faults.push(`not reached: ${name}`); });
  for (let i = 1; i < order.length; i += 1) {
    if (order[i] < order[i - 1]) faults.push(`out of order: ${names[order[i]]} comes after ${names[order[i - 1]]}`);
  }
  return faults;
}

// All that a first visit takes over the line, as it was sent.
async function weightOf({ browser, page: original }) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: DESK });
  const page = await context.newPage();
  const line = await context.newCDPSession(page);
  let bytes = 0;
  await line.send('Network.enable');
  line.on('Network.loadingFinished', (event) => { bytes += event.encodedDataLength; });
  await page.goto(original.url(), { waitUntil: 'networkidle' });
  await context.close();
  return bytes;
}

export async function htmlFaults(sources, folder) {
  fs.mkdirSync(folder, { recursive: true });
  const files = [...sources].map(([name, text]) => {
    const file = path.join(folder, `${name}.html`);
    fs.writeFileSync(file, text);
    return file;
  });
  const faults = new Map([...sources.keys()].map((name) => [name, []]));
  for (const { type, url, lastLine, message, extract } of await nu(files)) {
    if (type === 'info') continue;
    const name = path.basename(new URL(url ?? 'file:/unknown.html').pathname, '.html');
    faults.set(name, [...(faults.get(name) ?? []), `line ${lastLine}: ${message} ${(extract ?? '').trim().slice(0, 80)}`]);
  }
  return faults;
}

function nu(files) {
  return new Promise((resolve, reject) => {
    execFile('java', ['-jar', VNU, '--format', 'json', ...files], { maxBuffer: 64 << 20 }, (error, stdout, stderr) => {
      // It ends with 1 where it found something; what it found is in its report, which it must have written.
      try {
        resolve(JSON.parse(stderr).messages);
      } catch {
        reject(new Error(`the Nu checker gave no report: ${error} ${stderr.slice(0, 400)}`));
      }
    });
  });
}
