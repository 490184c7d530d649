// What can be read off a page: each function runs inside the page and answers with a list of faults.
// They run with scripts switched off for the page, so none of them waits for anything.

// What leaves the window: as the page stands, and as it will stand on the day with the longest name in its language - a page
// that fits in May must fit in September.
export function sideways() {
  const root = document.scrollingElement;
  const outside = () => {
    const faults = [];
    if (root.scrollWidth > innerWidth) faults.push(`the page is ${root.scrollWidth} px wide in a window of ${innerWidth} px`);
    for (const element of document.body.querySelectorAll('*')) {
      if (element.closest('.scroll, .flow, svg svg') || !element.checkVisibility()) continue;
      const box = element.getBoundingClientRect();
      const hidden = box.width <= 1 || box.height <= 1 || getComputedStyle(element).position === 'absolute' && box.right < 0;
      if (!hidden && box.right > innerWidth + 1) {
        faults.push(`<${element.localName} class="${element.getAttribute('class') ?? ''}"> ends at ${Math.round(box.right)} px: ${element.textContent.trim().slice(0, 40)}`);
      }
    }
    return faults;
  };
  const faults = outside();

  const language = document.documentElement.lang || 'en';
  const longest = new Map();
  const kinds = [
    [{ month: 'long', day: 'numeric' }, 'month'], [{ month: 'short', day: 'numeric' }, 'month'], [{ month: 'long' }, 'month'],
    [{ weekday: 'long', day: 'numeric', month: 'long' }, 'weekday'], [{ weekday: 'short', day: 'numeric', month: 'long' }, 'weekday'],
  ];
  for (const [form, part] of kinds) {
    const format = new Intl.DateTimeFormat(language, { ...form, timeZone: 'UTC' });
    const dates = Array.from({ length: 12 * 7 }, (_, n) => new Date(Date.UTC(2024, n % 12, 1 + n % 28)));
    const names = [...new Set(dates.map((date) => format.formatToParts(date).find(({ type }) => type === part).value))];
    const long = names.reduce((a, b) => (b.length > a.length ? b : a));
    // "May" is long and short: it becomes the longer.
    for (const name of names) if ((longest.get(name)?.length ?? 0) < long.length) longest.set(name, long);
  }
  const names = [...longest.keys()].sort((a, b) => b.length - a.length).map((name) => name.replace('.', '\\.')).join('|');
  const dated = new RegExp(`(?<![\\p{L}\\d])(?:(\\d)(?=\\.?\\s(?:${names})(?!\\p{L}))|(${names})(?!\\p{L}))`, 'gu');
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const before = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const data = node.data.replace(dated, (_, digit, name) => (digit ? `2${digit}` : longest.get(name) ?? name));
    if (data !== node.data) before.push([node, node.data, data]);
  }
  if (faults.length > 0 || before.length === 0) return faults;
  for (const [node, , data] of before) node.data = data;
  const later = outside().map((fault) => `on the longest day, ${fault}`);
  for (const [node, data] of before) node.data = data;
  return later;
}

// Paragraphs that fill at least two whole lines: letters in a line, between 45 and 75.
export function lineLengths() {
  const faults = [];
  for (const paragraph of document.querySelectorAll('main p')) {
    if (!paragraph.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(paragraph);
    const lines = [];
    for (const box of range.getClientRects()) {
      const middle = (box.top + box.bottom) / 2;
      const line = lines.find((line) => Math.abs(line.middle - middle) < 8);
      if (!line) lines.push({ middle, left: box.left, right: box.right });
      else Object.assign(line, { left: Math.min(line.left, box.left), right: Math.max(line.right, box.right) });
    }
    if (lines.length < 3) continue;
    const widths = lines.map((line) => line.right - line.left);
    const share = widths.at(-1) / Math.max(...widths);
    const text = paragraph.innerText.replace(/\s+/g, ' ').trim();
    const letters = Math.round(text.length / (lines.length - 1 + share));
    if (letters < 45 || letters > 75) faults.push(`${letters} letters in a line: ${text.slice(0, 60)}`);
  }
  return faults;
}

export function figures() {
  const faults = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!/\d/.test(walker.currentNode.data) || !element.checkVisibility() || element.closest('code, title, desc')) continue;
    if (!getComputedStyle(element).fontVariantNumeric.includes('tabular-nums')) {
      faults.push(`<${element.localName}> sets "${walker.currentNode.data.trim().slice(0, 30)}" without tabular figures`);
    }
  }
  return faults;
}

export function scripts() {
  const faults = [...document.scripts].map((script) => `a script: ${script.outerHTML.slice(0, 80)}`);
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (/^on[a-z]/.test(name) || /^\s*javascript:/i.test(value)) faults.push(`<${element.localName} ${name}="${value.slice(0, 40)}">`);
    }
  }
  return faults;
}

// A phrase that was never found is shown by its name; a gap that was never filled, by its braces.
export function rawPhrases(keys) {
  const known = new Set(keys);
  const text = document.body.innerText;
  const faults = [];
  for (const word of text.match(/[a-z][A-Za-z0-9]*(-[A-Za-z0-9]+)+/g) ?? []) {
    if (known.has(word) || /^(item|country|region|role|kind|fund|holder)-[A-Z]/.test(word)) faults.push(`the name of a phrase: ${word}`);
  }
  for (const gap of text.match(/\{\s*\$?[\w-]+\s*\}/g) ?? []) faults.push(`an unfilled gap: ${gap}`);
  return faults;
}

// What the keyboard must reach, in the order of the page; each gets a number to be known by.
export function focusables() {
  const wanted = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], [contenteditable]';
  const names = [];
  const groups = new Set();
  for (const element of document.querySelectorAll(wanted)) {
    if (element.matches(':disabled') || !element.checkVisibility({ visibilityProperty: true })) continue;
    if (element.closest('details:not([open])') && !(element.localName === 'summary' && element.parentElement.open === false)) continue;
    // Of the buttons of one choice the keyboard reaches one.
    if (element.type === 'radio') {
      const group = `${element.form?.id}/${element.form?.action}/${element.name}`;
      const checked = document.querySelector(`input[type=radio][name="${element.name}"]:checked`);
      if (groups.has(group) || (checked && checked !== element)) continue;
      groups.add(group);
    }
    if (element.tabIndex < 0 && element.hasAttribute('tabindex') && !element.matches('a, button, input, select, textarea, summary')) continue;
    element.dataset.seenAs = String(names.length);
    names.push(`<${element.localName}> ${(element.innerText || element.name || element.className || '').trim().slice(0, 40)}`);
  }
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
  scrollTo(0, 0);
  return names;
}

export function focused() {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1 && !/rgba\(.*, 0\)|transparent/.test(style.outlineColor);
  const seen = box.width > 2 && box.height > 2 && box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight;
  return { number: element.dataset.seenAs === undefined ? null : Number(element.dataset.seenAs), outlined: outlined || style.boxShadow !== 'none', seen };
}

export function forgetFocus() {
  for (const element of document.querySelectorAll('[data-seen-as]')) delete element.dataset.seenAs;
  document.activeElement?.blur?.();
  scrollTo(0, 0);
}
