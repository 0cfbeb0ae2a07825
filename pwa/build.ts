/** Two small steps of the build: words that nobody there says stay out, and every text file is packed once, well. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { type Plugin, build } from "vite";

const PACKED = /\.(js|css|html|svg|webmanifest)$/;

/** Keys whose sentences only further screens say, the office's above all: they are fetched with the first of those. */
const OFFICE =
  /^(desk|card|table|absence|agreements|away|orders|ledger|contracts|setting|form|rates|report|hours|kiky|months?|trail|notices?|people|audit|change|close|value\.kind|value\.status|value\.choice|explain|finding|rule|because|row|team|receipt|travel|calendar|rounds|feed|(op|journal)\.(claim|leave|round|trip|receipt)|decide|substitute|forgotten|two_step|retention|processing|kept|oidc|passkey|leading|presence|history|week|setup)\.|^error\.(logos?_|retention|erasure|hold_|no_mail|code_needed|wrong_code|two_step|agreement|bad_currency|bad_leave|holiday_in|leave_(changed|decided)|bad_moment|claim|contracts|no_such|receipt|reminder|report|sheet|time_twice|trip|paper|currency|rates?_|bad_(round|wish)|feed_|grant_|outside_round|round_|too_many_(feeds|wishes)|wish(es)?_|leave_(changed|decided|withdrawn)|substitute|request_changed|quiet_all_day|company_|passkey_|too_many_passkeys|sign_in_again|report_title|bad_months|too_many_reports)/;

/** Keeps the sentences whose key passes: the app leaves out the server's own, the service worker needs one. */
export function leanWords(keeps: (key: string) => boolean): Plugin {
  return {
    name: "lean-words",
    enforce: "pre",
    transform(code, id) {
      const asked = /shared\/words\/\w+\.json(\?office)?$/.exec(id);
      if (!asked) return null;
      const words = Object.entries(JSON.parse(code) as Record<string, string>);
      const wanted = words.filter(([key]) => keeps(key) && OFFICE.test(key) === (asked[1] !== undefined));
      const json = JSON.stringify(Object.fromEntries(wanted));
      return { code: asked[1] ? `export default JSON.parse(${JSON.stringify(json)});` : json, map: null };
    },
  };
}

/** Fetches the words of the language that most start in beside the program, not after it. */
export function earlyWords(language: string): Plugin {
  return {
    name: "early-words",
    transformIndexHtml: {
      order: "post",
      handler(_, { bundle }) {
        const chunks = Object.values(bundle ?? {}).filter((file) => file.type === "chunk");
        const words = chunks.find((file) => file.facadeModuleId?.endsWith(`/words/${language}.json`));
        if (!words) return [];
        const attrs = { rel: "modulepreload", crossorigin: true, href: `/${words.fileName}` };
        return [{ tag: "link", attrs, injectTo: "head" }];
      },
    },
  };
}

/** Builds a part of the worker, `<name>.js`: a classic script without parts of its own, as `importScripts` takes it. */
export function workerPart(name: string, entry: string, folder: string, shared: string): Plugin {
  return {
    name: `worker-${name}`,
    closeBundle: {
      sequential: true,
      handler: async () => {
        const output = { format: "iife" as const, entryFileNames: `${name}.js` };
        const options = {
          target: "es2022",
          outDir: folder,
          emptyOutDir: false,
          rolldownOptions: { input: entry, output },
        };
        await build({
          configFile: false,
          logLevel: "warn",
          publicDir: false,
          json: { stringify: true, namedExports: false },
          resolve: { alias: { "@shared": shared } },
          plugins: [leanWords((key) => key.startsWith("push."))],
          build: options,
        });
      },
    },
  };
}

/** Writes `name.br` and `name.gz` beside each text file of `folder`; the server hands out what a browser takes. */
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
          if (!PACKED.test(name)) continue;
          const plain = readFileSync(file);
          writeFileSync(`${file}.br`, brotliCompressSync(plain, { params }));
          writeFileSync(`${file}.gz`, gzipSync(plain, { level: 9 }));
        }
      },
    },
  };
}
