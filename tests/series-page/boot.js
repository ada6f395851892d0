import init, { Analysis } from "./series-page.js";
await init({ module_or_path: new URL("./series-page_bg.wasm", import.meta.url) });
window.analysis = new Analysis();
