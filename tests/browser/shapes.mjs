// What becomes of a page when it is turned round, when its words grow, and on paper. Like those in measures.mjs these run
// inside the page and answer with a list of faults; some change the page first, so they come last.

// The page as a reader from right to left has it: the same words, everything else mirrored.
export function turnRound() {
  document.documentElement.dir = 'rtl';
}

// Words grow by about two fifths, with accents, as they do when English becomes another language. What is no word -
// numbers, codes, what stands in a field - stays.
export function lengthen() {
  const longer = { a: 'åå', e: 'éé', i: 'îî', o: 'öö', u: 'ûû', y: 'ýý', A: 'ÅÅ', E: 'ÉÉ', I: 'ÎÎ', O: 'ÖÖ', U: 'ÛÛ' };
  const grown = (text) => text.replace(/\p{L}+/gu, (word) => (/^\p{Lu}{2,5}$/u.test(word) ? word : word.replace(/[aeiouyAEIOU]/g, (letter) => longer[letter])));
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.parentElement.closest('code, pre, .ref, textarea')) node.data = grown(node.data);
  }
  for (const element of document.querySelectorAll('[aria-label]')) element.setAttribute('aria-label', grown(element.getAttribute('aria-label')));
}

// Whether something leaves the window on either side.
export function bothWays() {
  const root = document.scrollingElement;
  const faults = [];
  if (root.scrollWidth > innerWidth) faults.push(`the page is ${root.scrollWidth} px wide in a window of ${innerWidth} px`);
  for (const element of document.body.querySelectorAll('*')) {
    if (element.closest('.scroll, .flow, .hide, svg svg') || !element.checkVisibility()) continue;
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1) continue;
    if (box.right > innerWidth + 1 || box.left < -1) {
      faults.push(`<${element.localName} class="${element.getAttribute('class') ?? ''}"> lies from ${Math.round(box.left)} to ${Math.round(box.right)} px: ${element.textContent.trim().slice(0, 40)}`);
    }
  }
  return faults;
}

// Pairs of words, fields and buttons that lie on each other, each pair once; by the boxes of their lines.
export function overlaps() {
  const lines = [];
  const add = (node, text, boxes) => {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('option, .hide, .defs')) return;
    const inside = element.closest('.scroll, .flow');
    // A face draws its boxes taller than a tight line: what lies outside of the line is not seen.
    const line = node === element ? Infinity : parseFloat(getComputedStyle(element).lineHeight) || Infinity;
    for (const { left, right, top, bottom, width, height } of boxes) {
      const spare = Math.max(0, height - line) / 2;
      if (width > 1 && height > 1) lines.push({ box: { left, right, top: top + spare, bottom: bottom - spare, height: height - 2 * spare }, text, node, inside, element });
    }
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (!walker.currentNode.data.trim()) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    add(walker.currentNode, walker.currentNode.data.trim().slice(0, 30), range.getClientRects());
  }
  for (const control of document.querySelectorAll('input:not([type=hidden]), select, textarea')) add(control, `<${control.localName} ${control.name}>`, control.getClientRects());
  lines.sort((a, b) => a.box.top - b.box.top);
  const pairs = new Set();
  for (let i = 0; i < lines.length; i += 1) {
    const a = lines[i];
    for (let j = i + 1; j < lines.length && lines[j].box.top < a.box.bottom; j += 1) {
      const b = lines[j];
      if (a.node === b.node || a.inside !== b.inside || a.element.contains(b.node) && b.node.nodeType !== Node.TEXT_NODE) continue;
      const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const down = Math.min(a.box.bottom, b.box.bottom) - b.box.top;
      if (across > 3 && down > 0.4 * Math.min(a.box.height, b.box.height)) pairs.add([a.text, b.text].sort().join(' on '));
    }
  }
  return [...pairs];
}

// A page on paper: what folds is open, what can only be pressed is gone, nothing runs over the edge.
export function printed() {
  const faults = [];
  for (const details of document.querySelectorAll('details')) {
    // A form is not for paper, nor is what unfolds in it.
    if (details.closest('form')) continue;
    const inside = [...details.children].find((child) => child.localName !== 'summary');
    if (inside && (!inside.checkVisibility() || inside.getBoundingClientRect().height < 1)) {
      faults.push(`not on paper: what is under "${details.querySelector('summary')?.innerText.slice(0, 40)}"`);
    }
  }
  for (const element of document.querySelectorAll('nav, form, input, select, textarea, button')) {
    if (element.checkVisibility() && element.getBoundingClientRect().height > 0) faults.push(`on paper: <${element.localName}> ${element.innerText?.slice(0, 30) ?? ''}`);
  }
  for (const element of document.body.querySelectorAll('*')) {
    if (element.closest('.hide, svg svg') || !element.checkVisibility()) continue;
    const box = element.getBoundingClientRect();
    if (box.width > 1 && box.height > 1 && (box.right > innerWidth + 1 || box.left < -1)) {
      faults.push(`cut off: <${element.localName} class="${element.getAttribute('class') ?? ''}"> lies from ${Math.round(box.left)} to ${Math.round(box.right)} px of ${innerWidth}: ${element.textContent.trim().slice(0, 40)}`);
    }
  }
  return faults;
}

// The forms that can be filled in, and where the page's links lead.
export function wayOn() {
  const fields = 'input:not([type=hidden]), select, textarea';
  const forms = [...document.forms].map((form, place) => ({ place, action: form.action.split('#')[0], fields: form.querySelectorAll(fields).length }));
  return { forms: forms.filter((form) => form.fields > 0), links: [...document.links].map((link) => link.href.split(/[?#]/)[0]) };
}

// Puts the same into every field of a form, also where the page would not let a reader, and sends it as its first button
// does. Where it can be looked over first, it is.
export function sendAll([place, value]) {
  const form = document.forms[place];
  for (const field of form.querySelectorAll('input:not([type=hidden]), select, textarea')) {
    if (field.localName === 'select') field.append(new Option(value, value, true, true));
    else if (field.type === 'radio' || field.type === 'checkbox') [field.value, field.checked] = [value, value !== ''];
    else if (field.localName === 'textarea') field.value = value;
    else [field.type, field.value] = ['text', value];
  }
  form.noValidate = true;
  form.requestSubmit(form.querySelector('button[name=go][value=look]') ?? form.querySelector('button, input[type=submit]'));
}
