/** Lets node read a small TypeScript file: types are taken out by the compiler as the file is loaded. */
import { register } from "node:module";

const hooks = `
  import { readFile } from "node:fs/promises";
  import ts from ${JSON.stringify(import.meta.resolve("typescript"))};
  export async function load(url, context, next) {
    if (!url.endsWith(".ts")) return next(url, context);
    const text = await readFile(new URL(url), "utf8");
    const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
    return { format: "module", shortCircuit: true, source: ts.transpileModule(text, { compilerOptions: options }).outputText };
  }
`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
