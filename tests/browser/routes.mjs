// The addresses of the house, as the program lists them, and what they are filled in with.

export class Routes {
  constructor({ slug, public: publicSide, desk, files, languages }) {
    Object.assign(this, { slug, languages, files, sides: { public: publicSide, desk } });
    this.seen = new Set();
  }

  // Every address of a side; `empty` leaves out those that need a name from a book.
  *addresses(side, { empty = false } = {}) {
    for (const route of this.sides[side]) {
      if (empty && !route.always) continue;
      for (const path of route.paths) yield { side, path, pattern: route.pattern };
    }
  }

  // Addresses with a name that nothing has.
  *wrong(side) {
    for (const { wrong } of this.sides[side]) if (wrong) yield { side, path: wrong };
  }

  note({ side, pattern }) {
    this.seen.add(`${side} ${pattern}`);
  }

  // The path behind the language, if the link leads to a page of this operation.
  pathOf(side, link) {
    const found = new RegExp(`/${side === 'desk' ? 'd' : 'o'}/${this.slug}/([a-z]{2})(?:/(.*))?$`).exec(new URL(link).pathname);
    return found && this.languages.includes(found[1]) ? (found[2] ?? '') : null;
  }

  // Links of a page that no address of the list leads to. Below a page of the list, one of each sort is added to it.
  unlisted(side, links) {
    const faults = [];
    for (const link of new Set(links)) {
      const path = this.pathOf(side, link);
      if (path === null || this.sides[side].some(({ pattern }) => matches(pattern, path))) continue;
      // Files, not pages.
      if (/\.(csv|atom)$/.test(path)) continue;
      const above = this.sides[side].find(({ pattern }) => pattern && !pattern.includes('*') && path.startsWith(`${pattern}/`))
        ?? this.sides[side].find(({ pattern }) => pattern.endsWith('/*') && matches(pattern, path.split('/').slice(0, -1).join('/')));
      if (above && side === 'desk') this.sides[side].push({ pattern: patternOf(path), paths: [path], wrong: null, always: false });
      else faults.push(`no route of the list leads to ${side} "${path}"`);
    }
    return faults;
  }

  // What was listed and never looked at.
  left() {
    return Object.entries(this.sides).flatMap(([side, routes]) => routes.map(({ pattern }) => `${side} ${pattern}`)).filter((route) => !this.seen.has(route));
  }
}

function matches(pattern, path) {
  const parts = pattern.split('/').map((part) => (part === '*' ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  return new RegExp(`^${parts.join('/')}$`).test(path);
}

// A found path: its first part is the page's own, a number or a name in it may be any.
function patternOf(path) {
  return path.split('/').map((part, place) => (place > 0 && (/\d/.test(part) || /^[a-z]{2}$/.test(part)) ? '*' : part)).join('/');
}
