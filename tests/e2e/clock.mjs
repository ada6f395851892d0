// Runs in the page: the clock starts at a moment and runs on, over reloads too; `skipTime(ms)`
// puts it forward. Playwright's own clock numbers its timers beyond 32 bits, which a page that
// was compiled from Rust cannot clear.

export function startClockAt(moment) {
  const Real = Date;
  // A blank page has no storage.
  const storage = location.protocol.startsWith("http") ? sessionStorage : undefined;
  let ahead = Number(storage?.getItem("test.clock") ?? moment - Real.now());
  globalThis.skipTime = (milliseconds) => {
    ahead += milliseconds;
    storage?.setItem("test.clock", ahead);
  };
  skipTime(0);
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
