import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { earlyWords, leanWords, packed, workerPart } from "./build";
import { manifest } from "./manifest";

const dist = fileURLToPath(new URL("./dist", import.meta.url));
const shared = fileURLToPath(new URL("../shared", import.meta.url));
const server = "http://127.0.0.1:8000";

/** What the browser gets: hashed files without anything inline, a manifest, and our own service worker. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  // Words as a string that JSON.parse reads: faster than the same as a literal.
  json: { stringify: true, namedExports: false },
  build: {
    target: "es2022",
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // A part that is fetched at once need not be announced too.
    modulePreload: { polyfill: false, resolveDependencies: (part, parts) => parts.filter((one) => one !== part) },
    reportCompressedSize: true,
    // All that the first picture needs is one file: each one more is one more question to the service worker. What
    // people do on the screens beyond it is another: the first file need not name each part of that.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "start", tags: ["$initial"] },
            {
              name: "question",
              test: /\/features\/(_shared\/punches|today\/(Question|CorrectionNews))|\/ui\/DateTime/,
            },
            { name: "acts", test: /\/src\/store\/(?!startEngine|running|waits)/ },
          ],
        },
      },
    },
  },
  server: {
    host: "127.0.0.1",
    proxy: { "/api": server, "/health": server },
    fs: { allow: [".."] },
  },
  plugins: [
    leanWords(
      (key) =>
        !/^(import|inbox|interpret|language|mail|paper|push|remind|reopen|table\.(people|months)|leading\.(by|column|heading|note|picture|rest|corrections|remote|site|none|own|all|no_team|kiky))(\.|$)/.test(
          key,
        ),
    ),
    earlyWords("fi"),
    VitePWA({
      strategies: "injectManifest",
      srcDir: "src/sw",
      filename: "sw.ts",
      injectRegister: null,
      registerType: "prompt",
      manifest,
      injectManifest: {
        globPatterns: ["**/*.{js,css,html,svg,png,webmanifest}"],
        globIgnores: ["screenshots/**", "send.js", "push.js"],
      },
    }),
    workerPart("send", fileURLToPath(new URL("./src/sw/send.ts", import.meta.url)), dist, shared),
    workerPart("push", fileURLToPath(new URL("./src/sw/push.ts", import.meta.url)), dist, shared),
    packed(dist),
  ],
});
