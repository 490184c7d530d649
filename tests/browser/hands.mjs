// What a person does on a page: open, press, choose, fill in. Nothing here judges.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';

export async function open(page, address) {
  const answer = await page.goto(address);
  assert.ok(answer.status() < 400, `${address} answers ${answer.status()}`);
}

// A public page may be kept for a minute: whoever wants tonight's news asks for it anew.
export async function openAnew(page, address) {
  await open(page, address);
  await page.reload();
}

// Presses something that leads to another page, and waits for that page.
export async function press(page, target) {
  const loaded = page.waitForEvent('load');
  await (typeof target === 'string' ? page.locator(target).first() : target).click();
  await loaded;
}

// The first button of the form in the content is the one that Enter presses.
export const send = (page) => press(page, 'main form .btn:not(.less)');

// Chooses the first option that fits, and says which; without a wish the first that is not empty.
export async function choose(page, name, wish = /./) {
  const field = page.locator(`select[name="${name}"]`);
  const values = await field.locator('option').evaluateAll((options) => options.map((option) => option.value));
  const value = values.find((value) => wish.test(value));
  assert.ok(value, `${name} offers none of ${wish}: ${values.slice(0, 9).join(' ')}`);
  await field.selectOption(value);
  return value;
}

export async function fill(page, values) {
  for (const [name, value] of Object.entries(values)) await page.fill(`[name="${name}"]`, value);
}

export const textOf = async (page, where = 'main') => (await page.locator(where).first().innerText()).replace(/\s+/g, ' ');

export const dayOf = async (page, where) => Number(/\d+/.exec(await page.locator(where).first().innerText())?.[0]);

export async function speaks(page, language) {
  if (await page.locator('html').getAttribute('lang') !== language) await press(page, `nav a[hreflang="${language}"]`);
  assert.equal(await page.locator('html').getAttribute('lang'), language);
}

// What everybody in these stories remembers.
const PASSPHRASE = 'seven lamps under a cold bridge';

// The code of this half minute, as an app for codes makes it (RFC 6238), from a secret in base32.
export function codeOf(secret, now = Date.now()) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
  const mac = createHmac('sha1', key).update(step).digest();
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

// Somebody joins: an app, a passphrase, a sheet of paper; then signs in with a code from that sheet.
async function join(page) {
  const secret = await page.inputValue('input[name=secret]');
  await fill(page, { chosen: PASSPHRASE, again: PASSPHRASE, code: codeOf(secret) });
  await send(page);
  const paper = await page.locator('.codes code').allInnerTexts();
  assert.equal(paper.length, 8, 'there are no codes on paper');
  await press(page, 'main a.btn');
  await fill(page, { name: 'coordinator', passphrase: PASSPHRASE, code: paper[0] });
  await send(page);
}

// The way in, which works once: in a demonstration a page with one button, elsewhere the page on which somebody joins.
export async function enterDesk(page, address, language) {
  await open(page, address);
  if (await page.locator('input[name=chosen]').count()) await join(page);
  else await send(page);
  await speaks(page, language);
  assert.doesNotMatch(page.url(), /enter/, 'the way in stays in the address');
  return page.url();
}

// Sends a code as a giver does.
export async function askAfter(page, home, code) {
  await open(page, `${home}gift`);
  await page.fill('input[name=code]', code);
  await send(page);
  assert.ok(!page.url().includes(code), 'the code stands in the address');
}
