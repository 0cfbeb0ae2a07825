/** Two small steps of the build: words that nobody there says stay out, and every text file is packed once, well. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import type { Plugin } from "vite";

const PACKED = /\.(js|css|html|svg|webmanifest)$/;

/** Keeps the sentences whose key passes: the app leaves out the server's own, the service worker needs one. */
export function leanWords(keeps: (key: string) => boolean): Plugin {
  return {
    name: "lean-words",
    enforce: "pre",
    transform(code, id) {
      if (!/shared\/words\/\w+\.json$/.test(id)) return null;
      const words = Object.entries(JSON.parse(code) as Record<string, string>);
      return { code: JSON.stringify(Object.fromEntries(words.filter(([key]) => keeps(key)))), map: null };
    },
  };
}

/** Writes `name.br` beside each text file of `folder`; the server hands it to browsers that take it. */
export function packed(folder: string): Plugin {
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  return {
    name: "packed",
    enforce: "post",
    closeBundle: {
      order: "post",
      sequential: true,
      handler() {
        for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
          const file = join(folder, name);
          if (PACKED.test(name)) writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file), { params }));
        }
      },
    },
  };
}
