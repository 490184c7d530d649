// What was checked and what was found, counted in one place.

export class Tally {
  passed = 0;
  failed = 0;
  counts = new Map();

  // One check on one thing: no faults is a pass, any number of faults is one failure.
  note(what, faults, kind) {
    if (kind) this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
    if (faults.length === 0) {
      this.passed += 1;
      return true;
    }
    this.failed += 1;
    console.log(`FAILED  ${what}`);
    for (const fault of faults.slice(0, 8)) console.log(`        ${fault}`);
    if (faults.length > 8) console.log(`        and ${faults.length - 8} more`);
    return false;
  }

  // The line that is read by the script around us, and the exit code.
  close(label = '') {
    const kinds = [...this.counts].map(([kind, count]) => `${kind} ${count}`).join(', ');
    console.log(`browser: ${this.passed} passed, ${this.failed} failed${label}${kinds ? ` (${kinds})` : ''}`);
    return this.failed === 0 && this.passed > 0 ? 0 : 1;
  }
}
