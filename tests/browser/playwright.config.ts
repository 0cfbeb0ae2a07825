import { defineConfig } from "@playwright/test";

/** The browser of the stories; a story that opens its own takes it from here. */
export const use = {
  browserName: "chromium",
  locale: "fi-FI",
  timezoneId: "Europe/Helsinki",
  // A trace is kept for a person to look at, and its drawing costs a sixth of a story.
  trace: process.env.CI === "true" ? "off" : "retain-on-failure",
  screenshot: "only-on-failure",
  launchOptions: {
    executablePath: process.env.LEIMA_CHROMIUM || "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  },
} as const;

/**
 * Each story starts its own server on a free port, so that nothing is shared between two of them and files go on at
 * once: one for each of two cores, as a third saves a minute and makes every wait longer. A story that measures time is
 * tagged @alone: the stage runs those afterwards, one by one.
 */
export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  globalSetup: "./kit/gallery-once.ts",
  outputDir: "../../var/browser",
  timeout: 90_000,
  expect: { timeout: 15_000 },
  fullyParallel: false,
  workers: 2,
  forbidOnly: true,
  retries: 0,
  use: { ...use, launchOptions: { ...use.launchOptions, args: [...use.launchOptions.args] } },
});
