// Runs in the page: the clock starts at a moment and runs on; `skipTime(ms)` puts it forward.
// Playwright's own clock numbers its timers beyond 32 bits, which a page that was compiled from
// Rust cannot clear.

export function startClockAt(moment) {
  const Real = Date;
  let ahead = moment - Real.now();
  globalThis.skipTime = (milliseconds) => (ahead += milliseconds);
  globalThis.Date = class extends Real {
    constructor(...parts) {
      if (parts.length === 0) super(Real.now() + ahead);
      else super(...parts);
    }
    static now() {
      return Real.now() + ahead;
    }
  };
}
