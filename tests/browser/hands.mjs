// What a person does on a page: open, press, choose, fill in. Nothing here judges.

import assert from 'node:assert/strict';

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

// The way in: a page with one button, which works once.
export async function enterDesk(page, address, language) {
  await open(page, address);
  await send(page);
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
