// Square codes - for a bank's app, for a phone, of a receipt -: photographed as it stands on the page, read by another program, and held against the
// lines beside it. Nothing of ours takes part in the reading.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

// What stands in a line of the page, by its name; empty where there is none.
async function lineOf(page, name) {
  const line = page.locator(`[data-field="${name}"]`).first();
  return await line.count() ? (await line.innerText()).trim() : '';
}

// The text of the code in a picture; nothing where no code can be read in it.
export function read(picture) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'waybill-square-'));
  try {
    const file = path.join(folder, 'square.png');
    fs.writeFileSync(file, picture);
    return execFileSync('zbarimg', ['-q', '--raw', '--nodbus', file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).replace(/\n$/, '');
  } catch {
    return '';
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

// EPC069-12 read again, line by line, as a bank's app does.
export function parse(text) {
  const [mark, version, letters, way, bic, holder, iban, amount, purpose, reference, ...more] = text.split('\n');
  const wrong = [
    mark === 'BCD' || `it begins with ${mark}`,
    ['001', '002'].includes(version) || `version ${version}`,
    letters === '1' || `character set ${letters}`,
    way === 'SCT' || `a transfer called ${way}`,
    /^EUR\d{1,9}\.\d\d$/.test(amount) || `the amount ${amount}`,
    !purpose || `the purpose ${purpose}`,
    more.length === 0 || `${more.length} lines too many`,
  ].filter((said) => said !== true);
  return { wrong, fields: { bic, holder, iban, amount: `${(amount ?? '').slice(3)} EUR`, reference } };
}

// A code for an app for one-time codes says the secret that stands beside it, to be typed in by hand.
async function phoneFaults(page, text) {
  const address = new URL(text);
  const byHand = (await page.locator('svg.qr + p code').first().innerText()).replace(/\s/g, '');
  const said = address.searchParams.get('secret');
  const fine = address.host === 'totp' && /^[A-Z2-7]{32}$/.test(said ?? '') && said === byHand;
  return fine ? [] : [`the square code for a phone says "${said}", the line below it "${byHand}"`];
}

// A receipt in a code is the very text that stands on the page.
async function receiptFaults(page, text) {
  const said = await page.locator('pre.whole').first().textContent();
  return text === said ? [] : ['the square code is another receipt than the text below it'];
}

// Every code on the page says what the lines say.
export async function squareFaults(page) {
  const faults = [];
  for (const square of await page.locator('svg.qr').all()) {
    if (!await square.getAttribute('aria-label')) faults.push('a square code without words');
    const text = read(await square.screenshot());
    if (!text) {
      faults.push('a square code that cannot be read');
      continue;
    }
    if (text.startsWith('otpauth:')) {
      faults.push(...await phoneFaults(page, text));
      continue;
    }
    if (text.startsWith('waybill/receipt/')) {
      faults.push(...await receiptFaults(page, text));
      continue;
    }
    const { wrong, fields } = parse(text);
    faults.push(...wrong.map((what) => `a square code with ${what}`));
    for (const [name, said] of Object.entries(fields)) {
      const line = await lineOf(page, name);
      const shown = ['iban', 'reference'].includes(name) ? line.replace(/\s/g, '') : line;
      if (shown !== said) faults.push(`the square code says ${name} "${said}", the line beside it "${shown}"`);
    }
  }
  return faults;
}

// A code to try the reading on: 50.00 EUR to the published example of a German account, reference RF18 5390 0754 7034.
export const EXAMPLE = {
  holder: 'Solidarity Ukraine, registered association',
  iban: 'DE89 3704 0044 0532 0130 00',
  bic: 'COBADEFFXXX',
  amount: '50.00 EUR',
  reference: 'RF18 5390 0754 7034',
  svg: (dark = '#000') => `<svg class="qr" viewBox="0 0 53 53" width="240" height="240" role="img" aria-label="A code" shape-rendering="crispEdges"><rect width="53" height="53" fill="#fff"/><path fill="${dark}" d="${SQUARES}"/></svg>`,
};

const SQUARES = 'M4 4h7v1h-7zM12 4h1v1h-1zM18 4h1v1h-1zM24 4h1v1h-1zM26 4h1v1h-1zM28 4h5v1h-5zM34 4h2v1h-2zM40 4h1v1h-1zM42 4h7v1h-7zM4 5h1v1h-1zM10 5h1v1h-1zM12 5h2v1h-2zM15 5h2v1h-2zM19 5h2v1h-2zM22 5h1v1h-1zM25 5h1v1h-1zM27 5h2v1h-2zM31 5h1v1h-1zM34 5h2v1h-2zM39 5h1v1h-1zM42 5h1v1h-1zM48 5h1v1h-1zM4 6h1v1h-1zM6 6h3v1h-3zM10 6h1v1h-1zM12 6h2v1h-2zM15 6h1v1h-1zM17 6h1v1h-1zM19 6h1v1h-1zM22 6h2v1h-2zM26 6h1v1h-1zM28 6h1v1h-1zM33 6h1v1h-1zM36 6h2v1h-2zM39 6h1v1h-1zM42 6h1v1h-1zM44 6h3v1h-3zM48 6h1v1h-1zM4 7h1v1h-1zM6 7h3v1h-3zM10 7h1v1h-1zM13 7h3v1h-3zM17 7h1v1h-1zM19 7h2v1h-2zM22 7h1v1h-1zM29 7h1v1h-1zM31 7h2v1h-2zM34 7h1v1h-1zM36 7h1v1h-1zM39 7h2v1h-2zM42 7h1v1h-1zM44 7h3v1h-3zM48 7h1v1h-1zM4 8h1v1h-1zM6 8h3v1h-3zM10 8h1v1h-1zM12 8h4v1h-4zM19 8h2v1h-2zM23 8h6v1h-6zM30 8h1v1h-1zM33 8h2v1h-2zM36 8h5v1h-5zM42 8h1v1h-1zM44 8h3v1h-3zM48 8h1v1h-1zM4 9h1v1h-1zM10 9h1v1h-1zM14 9h2v1h-2zM19 9h2v1h-2zM24 9h1v1h-1zM28 9h3v1h-3zM33 9h1v1h-1zM36 9h1v1h-1zM42 9h1v1h-1zM48 9h1v1h-1zM4 10h7v1h-7zM12 10h1v1h-1zM14 10h1v1h-1zM16 10h1v1h-1zM18 10h1v1h-1zM20 10h1v1h-1zM22 10h1v1h-1zM24 10h1v1h-1zM26 10h1v1h-1zM28 10h1v1h-1zM30 10h1v1h-1zM32 10h1v1h-1zM34 10h1v1h-1zM36 10h1v1h-1zM38 10h1v1h-1zM40 10h1v1h-1zM42 10h7v1h-7zM15 11h3v1h-3zM19 11h2v1h-2zM24 11h1v1h-1zM28 11h1v1h-1zM30 11h1v1h-1zM34 11h1v1h-1zM4 12h1v1h-1zM7 12h8v1h-8zM17 12h1v1h-1zM21 12h1v1h-1zM24 12h5v1h-5zM32 12h1v1h-1zM34 12h2v1h-2zM38 12h1v1h-1zM40 12h2v1h-2zM44 12h1v1h-1zM46 12h3v1h-3zM4 13h1v1h-1zM9 13h1v1h-1zM12 13h2v1h-2zM15 13h5v1h-5zM22 13h2v1h-2zM26 13h2v1h-2zM29 13h2v1h-2zM32 13h1v1h-1zM34 13h2v1h-2zM38 13h3v1h-3zM42 13h1v1h-1zM44 13h1v1h-1zM46 13h1v1h-1zM48 13h1v1h-1zM4 14h2v1h-2zM8 14h1v1h-1zM10 14h2v1h-2zM13 14h3v1h-3zM18 14h2v1h-2zM23 14h3v1h-3zM27 14h2v1h-2zM30 14h1v1h-1zM35 14h3v1h-3zM39 14h3v1h-3zM43 14h1v1h-1zM46 14h3v1h-3zM5 15h2v1h-2zM13 15h1v1h-1zM15 15h1v1h-1zM17 15h1v1h-1zM20 15h3v1h-3zM26 15h3v1h-3zM31 15h1v1h-1zM34 15h1v1h-1zM36 15h1v1h-1zM38 15h1v1h-1zM40 15h1v1h-1zM42 15h1v1h-1zM46 15h1v1h-1zM48 15h1v1h-1zM5 16h3v1h-3zM10 16h1v1h-1zM19 16h2v1h-2zM22 16h1v1h-1zM24 16h1v1h-1zM27 16h2v1h-2zM31 16h2v1h-2zM34 16h4v1h-4zM42 16h3v1h-3zM47 16h2v1h-2zM6 17h1v1h-1zM8 17h2v1h-2zM12 17h2v1h-2zM16 17h1v1h-1zM18 17h2v1h-2zM23 17h2v1h-2zM27 17h1v1h-1zM30 17h1v1h-1zM34 17h1v1h-1zM36 17h2v1h-2zM39 17h4v1h-4zM48 17h1v1h-1zM5 18h1v1h-1zM7 18h1v1h-1zM10 18h1v1h-1zM12 18h4v1h-4zM20 18h1v1h-1zM22 18h1v1h-1zM24 18h1v1h-1zM28 18h1v1h-1zM30 18h4v1h-4zM37 18h1v1h-1zM39 18h1v1h-1zM41 18h6v1h-6zM4 19h3v1h-3zM12 19h1v1h-1zM14 19h2v1h-2zM18 19h4v1h-4zM24 19h1v1h-1zM26 19h1v1h-1zM30 19h2v1h-2zM34 19h1v1h-1zM36 19h3v1h-3zM41 19h1v1h-1zM45 19h4v1h-4zM4 20h2v1h-2zM9 20h2v1h-2zM14 20h5v1h-5zM22 20h1v1h-1zM24 20h1v1h-1zM26 20h3v1h-3zM30 20h2v1h-2zM36 20h1v1h-1zM41 20h1v1h-1zM45 20h1v1h-1zM47 20h2v1h-2zM5 21h1v1h-1zM7 21h1v1h-1zM11 21h5v1h-5zM21 21h1v1h-1zM27 21h1v1h-1zM32 21h1v1h-1zM34 21h1v1h-1zM38 21h4v1h-4zM43 21h2v1h-2zM46 21h1v1h-1zM48 21h1v1h-1zM4 22h4v1h-4zM9 22h5v1h-5zM15 22h1v1h-1zM17 22h1v1h-1zM20 22h3v1h-3zM25 22h2v1h-2zM28 22h1v1h-1zM32 22h3v1h-3zM36 22h1v1h-1zM39 22h1v1h-1zM41 22h1v1h-1zM43 22h1v1h-1zM46 22h1v1h-1zM48 22h1v1h-1zM4 23h3v1h-3zM8 23h1v1h-1zM11 23h4v1h-4zM16 23h1v1h-1zM18 23h1v1h-1zM22 23h1v1h-1zM24 23h1v1h-1zM30 23h1v1h-1zM32 23h1v1h-1zM34 23h1v1h-1zM38 23h1v1h-1zM43 23h4v1h-4zM5 24h2v1h-2zM8 24h5v1h-5zM16 24h3v1h-3zM20 24h1v1h-1zM22 24h1v1h-1zM24 24h5v1h-5zM32 24h1v1h-1zM34 24h2v1h-2zM37 24h1v1h-1zM40 24h8v1h-8zM4 25h1v1h-1zM6 25h1v1h-1zM8 25h1v1h-1zM12 25h2v1h-2zM17 25h1v1h-1zM20 25h1v1h-1zM22 25h1v1h-1zM24 25h1v1h-1zM28 25h1v1h-1zM30 25h2v1h-2zM33 25h6v1h-6zM40 25h1v1h-1zM44 25h1v1h-1zM46 25h1v1h-1zM8 26h1v1h-1zM10 26h1v1h-1zM12 26h3v1h-3zM16 26h1v1h-1zM21 26h2v1h-2zM24 26h1v1h-1zM26 26h1v1h-1zM28 26h2v1h-2zM36 26h1v1h-1zM39 26h2v1h-2zM42 26h1v1h-1zM44 26h1v1h-1zM47 26h2v1h-2zM5 27h2v1h-2zM8 27h1v1h-1zM12 27h1v1h-1zM16 27h1v1h-1zM22 27h1v1h-1zM24 27h1v1h-1zM28 27h2v1h-2zM32 27h1v1h-1zM34 27h3v1h-3zM39 27h2v1h-2zM44 27h1v1h-1zM46 27h1v1h-1zM4 28h1v1h-1zM7 28h6v1h-6zM14 28h1v1h-1zM16 28h2v1h-2zM21 28h9v1h-9zM32 28h6v1h-6zM39 28h8v1h-8zM48 28h1v1h-1zM5 29h1v1h-1zM7 29h2v1h-2zM14 29h4v1h-4zM21 29h2v1h-2zM28 29h1v1h-1zM30 29h2v1h-2zM34 29h1v1h-1zM37 29h1v1h-1zM40 29h2v1h-2zM43 29h1v1h-1zM46 29h3v1h-3zM5 30h4v1h-4zM10 30h1v1h-1zM14 30h1v1h-1zM16 30h4v1h-4zM21 30h4v1h-4zM26 30h4v1h-4zM31 30h3v1h-3zM35 30h1v1h-1zM38 30h1v1h-1zM40 30h2v1h-2zM43 30h2v1h-2zM5 31h2v1h-2zM12 31h2v1h-2zM16 31h5v1h-5zM23 31h2v1h-2zM26 31h6v1h-6zM34 31h1v1h-1zM38 31h1v1h-1zM41 31h1v1h-1zM43 31h4v1h-4zM6 32h2v1h-2zM10 32h3v1h-3zM14 32h2v1h-2zM20 32h1v1h-1zM22 32h1v1h-1zM24 32h2v1h-2zM27 32h2v1h-2zM30 32h2v1h-2zM35 32h2v1h-2zM39 32h2v1h-2zM42 32h1v1h-1zM44 32h2v1h-2zM47 32h2v1h-2zM4 33h1v1h-1zM6 33h1v1h-1zM9 33h1v1h-1zM11 33h1v1h-1zM13 33h2v1h-2zM17 33h2v1h-2zM22 33h1v1h-1zM24 33h1v1h-1zM27 33h1v1h-1zM29 33h1v1h-1zM32 33h3v1h-3zM36 33h3v1h-3zM40 33h1v1h-1zM44 33h3v1h-3zM7 34h4v1h-4zM12 34h1v1h-1zM14 34h1v1h-1zM17 34h1v1h-1zM20 34h1v1h-1zM22 34h1v1h-1zM24 34h3v1h-3zM29 34h1v1h-1zM31 34h2v1h-2zM37 34h1v1h-1zM40 34h4v1h-4zM46 34h1v1h-1zM48 34h1v1h-1zM6 35h2v1h-2zM9 35h1v1h-1zM11 35h3v1h-3zM15 35h2v1h-2zM19 35h1v1h-1zM22 35h1v1h-1zM25 35h1v1h-1zM28 35h1v1h-1zM30 35h4v1h-4zM36 35h1v1h-1zM38 35h2v1h-2zM44 35h4v1h-4zM5 36h2v1h-2zM9 36h4v1h-4zM14 36h3v1h-3zM21 36h2v1h-2zM24 36h4v1h-4zM31 36h3v1h-3zM37 36h2v1h-2zM41 36h1v1h-1zM45 36h1v1h-1zM47 36h2v1h-2zM4 37h1v1h-1zM8 37h2v1h-2zM11 37h1v1h-1zM14 37h2v1h-2zM17 37h2v1h-2zM23 37h3v1h-3zM27 37h2v1h-2zM30 37h1v1h-1zM32 37h4v1h-4zM38 37h1v1h-1zM42 37h1v1h-1zM44 37h1v1h-1zM46 37h1v1h-1zM8 38h1v1h-1zM10 38h4v1h-4zM16 38h3v1h-3zM20 38h1v1h-1zM22 38h1v1h-1zM29 38h1v1h-1zM31 38h1v1h-1zM33 38h2v1h-2zM36 38h1v1h-1zM38 38h5v1h-5zM45 38h1v1h-1zM47 38h2v1h-2zM5 39h4v1h-4zM12 39h2v1h-2zM18 39h2v1h-2zM22 39h2v1h-2zM26 39h4v1h-4zM33 39h4v1h-4zM38 39h4v1h-4zM43 39h6v1h-6zM4 40h1v1h-1zM7 40h2v1h-2zM10 40h2v1h-2zM13 40h4v1h-4zM18 40h1v1h-1zM21 40h1v1h-1zM23 40h8v1h-8zM32 40h2v1h-2zM35 40h3v1h-3zM39 40h6v1h-6zM12 41h1v1h-1zM14 41h2v1h-2zM22 41h3v1h-3zM28 41h4v1h-4zM33 41h3v1h-3zM37 41h1v1h-1zM40 41h1v1h-1zM44 41h4v1h-4zM4 42h7v1h-7zM12 42h1v1h-1zM14 42h2v1h-2zM17 42h2v1h-2zM20 42h2v1h-2zM24 42h1v1h-1zM26 42h1v1h-1zM28 42h1v1h-1zM30 42h1v1h-1zM32 42h1v1h-1zM37 42h4v1h-4zM42 42h1v1h-1zM44 42h1v1h-1zM46 42h1v1h-1zM4 43h1v1h-1zM10 43h1v1h-1zM12 43h1v1h-1zM14 43h1v1h-1zM16 43h1v1h-1zM18 43h2v1h-2zM23 43h2v1h-2zM28 43h3v1h-3zM32 43h1v1h-1zM34 43h2v1h-2zM38 43h1v1h-1zM40 43h1v1h-1zM44 43h1v1h-1zM46 43h3v1h-3zM4 44h1v1h-1zM6 44h3v1h-3zM10 44h1v1h-1zM12 44h1v1h-1zM14 44h1v1h-1zM16 44h1v1h-1zM18 44h5v1h-5zM24 44h5v1h-5zM33 44h2v1h-2zM36 44h1v1h-1zM38 44h9v1h-9zM4 45h1v1h-1zM6 45h3v1h-3zM10 45h1v1h-1zM12 45h5v1h-5zM18 45h3v1h-3zM22 45h1v1h-1zM26 45h1v1h-1zM29 45h1v1h-1zM33 45h3v1h-3zM37 45h2v1h-2zM41 45h2v1h-2zM45 45h1v1h-1zM47 45h2v1h-2zM4 46h1v1h-1zM6 46h3v1h-3zM10 46h1v1h-1zM13 46h1v1h-1zM15 46h1v1h-1zM17 46h1v1h-1zM21 46h8v1h-8zM30 46h3v1h-3zM35 46h1v1h-1zM37 46h5v1h-5zM44 46h1v1h-1zM46 46h1v1h-1zM48 46h1v1h-1zM4 47h1v1h-1zM10 47h1v1h-1zM14 47h2v1h-2zM18 47h2v1h-2zM21 47h2v1h-2zM24 47h1v1h-1zM26 47h2v1h-2zM30 47h3v1h-3zM35 47h1v1h-1zM38 47h1v1h-1zM40 47h3v1h-3zM45 47h4v1h-4zM4 48h7v1h-7zM12 48h1v1h-1zM14 48h1v1h-1zM16 48h1v1h-1zM18 48h1v1h-1zM20 48h3v1h-3zM25 48h1v1h-1zM27 48h2v1h-2zM31 48h4v1h-4zM38 48h1v1h-1zM40 48h2v1h-2zM44 48h2v1h-2z';

// The same for a phone: what an app reads, and what is typed by hand.
export const PHONE = {
  secret: 'PSYIC5PF64WK7QEKSIIUMZJDC535IW4G',
  svg: fs.readFileSync(new URL('./samples/phone.svg', import.meta.url), 'utf8'),
};

// The same for a receipt: the code holds the text, line by line.
export const RECEIPT = {
  text: 'waybill/receipt/1\nThis is a text to read.\n',
  svg: fs.readFileSync(new URL('./samples/receipt.svg', import.meta.url), 'utf8'),
};
