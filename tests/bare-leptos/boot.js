import init from "./bare-leptos.js";
init({ module_or_path: new URL("./bare-leptos_bg.wasm", import.meta.url) });
