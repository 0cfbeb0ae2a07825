/** A browser with a profile on the disk, which can be killed as a phone kills it: at once, without a farewell. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type BrowserContext, chromium, expect } from "@playwright/test";
import { use } from "../playwright.config";
import type { Ears } from "./story";

/** Cookies of sites that no story visits: with these the waiting changes are more than Chromium holds back. */
const OTHERS = Array.from({ length: 600 }, (_, n) => ({
  name: `c${n}`,
  value: "1",
  domain: `site${n % 6}.test`,
  path: "/",
  expires: Math.floor(Date.now() / 1_000) + 86_400,
}));

export class Profile {
  readonly folder = mkdtempSync(path.join(tmpdir(), "leima-profile-"));
  private context: BrowserContext | null = null;

  constructor(private readonly ears: Ears) {}

  async open(): Promise<BrowserContext> {
    const { launchOptions: given, locale, timezoneId } = use;
    const launchOptions = { ...given, args: [...given.args] };
    const looks = { locale, timezoneId, viewport: { width: 360, height: 800 } };
    this.context = await chromium.launchPersistentContext(this.folder, { ...launchOptions, ...looks });
    return this.ears.listen(this.context);
  }

  /** SIGKILL to the whole browser. Resolves when no process of it is left. */
  async kill(): Promise<void> {
    for (const { pid, args } of this.processes()) if (!args.includes("--type=")) process.kill(pid, "SIGKILL");
    await expect.poll(() => this.processes().length).toBe(0);
    this.context = null;
  }

  /** Closes the browser as a person does: everything that it holds is written. */
  async close(): Promise<void> {
    await this.context?.close();
    this.context = null;
  }

  async remove(): Promise<void> {
    await this.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /**
   * Waits until the session is on the disk. Chromium writes cookies half a minute after the first change, or when so
   * many wait; localStorage after a few seconds.
   */
  async written(): Promise<void> {
    const has = (folder: string, word: string) => () => holds(path.join(this.folder, "Default", folder), word);
    await this.context!.addCookies(OTHERS);
    await expect.poll(has("", "__Host-leima"), { timeout: 60_000 }).toBe(true);
    await expect.poll(has("Local Storage/leveldb", "leima.session"), { timeout: 60_000 }).toBe(true);
  }

  private processes(): { pid: number; args: string }[] {
    const listed = execFileSync("ps", ["-axww", "-o", "pid=,args="], { encoding: "utf8", maxBuffer: 1e8 });
    const lines = listed.split("\n").filter((line) => line.includes(`--user-data-dir=${this.folder}`));
    return lines.map((line) => ({ pid: Number.parseInt(line, 10), args: line }));
  }
}

/** Whether a file right in this folder has the word in it. */
function holds(folder: string, word: string): boolean {
  try {
    const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
    return files.some(({ name }) => readFileSync(path.join(folder, name)).includes(word));
  } catch {
    return false;
  }
}
