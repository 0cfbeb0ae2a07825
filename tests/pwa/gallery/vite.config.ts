import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { leanWords } from "../../../pwa/build";

/** The screens with pretended data, for looking and for axe; never part of what is shipped. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  publicDir: fileURLToPath(new URL("../../../pwa/public", import.meta.url)),
  cacheDir: fileURLToPath(new URL("../../../node_modules/.vite-gallery", import.meta.url)),
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  optimizeDeps: {
    include: ["preact", "preact/hooks", "preact/jsx-runtime", "preact/jsx-dev-runtime", "@preact/signals"],
  },
  json: { stringify: true, namedExports: false },
  plugins: [leanWords(() => true)],
  build: { outDir: fileURLToPath(new URL("../../../var/gallery", import.meta.url)), emptyOutDir: true },
  server: { host: "127.0.0.1", fs: { allow: [fileURLToPath(new URL("../../..", import.meta.url))] } },
});
