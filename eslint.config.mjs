/**
 * What the compiler does not see: promises that nobody waits for, and hooks that are called in another order.
 * `exhaustive-deps` is left out: it does not know signals, and most of our effects run again when one of those moves.
 */
import hooks from "eslint-plugin-react-hooks";
import { configs, config } from "typescript-eslint";

/** The browser writes what stands in these in the language of its own menus; `ui/DateTime.tsx` has ours. */
const NATIVE =
  "JSXOpeningElement[name.name='input'] > JSXAttribute[name.name='type'][value.value=/date|time|month|week/]";

export default config(
  {
    files: ["pwa/src/**/*.{ts,tsx}"],
    ignores: ["pwa/src/api/schema.d.ts"],
    extends: [configs.base],
    languageOptions: { parserOptions: { project: "pwa/tsconfig.json" } },
    plugins: { "react-hooks": hooks },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: false }],
      "@typescript-eslint/only-throw-error": "error",
      "@typescript-eslint/prefer-promise-reject-errors": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "react-hooks/rules-of-hooks": "error",
    },
  },
  {
    files: ["pwa/src/**/*.tsx"],
    ignores: ["pwa/src/ui/DateTime.tsx"],
    rules: {
      "no-restricted-syntax": [
        "error",
        { selector: NATIVE, message: "Use DateInput or TimeInput of ui/DateTime.tsx." },
      ],
    },
  },
);
