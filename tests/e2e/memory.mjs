// How much memory the program has, which the page itself cannot ask.

/** Runs in the page, before the program: notes its memory as it is made. */
export function keepMemories() {
  window.memories = [];
  for (const way of ["instantiate", "instantiateStreaming"]) {
    const real = WebAssembly[way];
    WebAssembly[way] = async (...parts) => {
      const made = await real.apply(WebAssembly, parts);
      const { memory } = (made.instance ?? made).exports;
      if (memory && !window.memories.includes(memory)) window.memories.push(memory);
      return made;
    };
  }
}

/** It never shrinks: this is the most that it ever had. 0 if it was not seen. */
export const programBytes = (page) =>
  page.evaluate(() => Math.max(0, ...window.memories.map((memory) => memory.buffer.byteLength)));
