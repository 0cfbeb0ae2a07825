/** Photos as phones take them, and what a phone and a server have kept of them. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "@playwright/test";
import { PYTHON } from "./firm";

const PHOTOS = path.join(import.meta.dirname, "photos.py");

/** The SHA-256 of a file, as its name. */
export const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

interface Seen {
  size: [number, number];
  plain: boolean;
  red: string[];
}

/** A folder with photos: `plain.jpg`, `turned.jpg` and `large.jpg` of 48 megapixels, each with a place in it. */
export class Photos {
  private readonly folder = mkdtempSync(path.join(tmpdir(), "leima-photos-"));

  constructor() {
    execFileSync(PYTHON, [PHOTOS, "make", this.folder]);
  }

  named(name: string): string {
    return path.join(this.folder, name);
  }

  /** What is seen in photos: their size, whether they hold nothing but their picture, and the corner that is red. */
  looked(photos: readonly Uint8Array[]): Seen[] {
    const files = photos.map((bytes, n) => {
      const file = this.named(`kept-${n}.jpg`);
      writeFileSync(file, bytes);
      return file;
    });
    return JSON.parse(execFileSync(PYTHON, [PHOTOS, "look", ...files], { encoding: "utf8" })) as Seen[];
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The files that the phone keeps, by their names, small pictures and the ballast left out. */
export async function keptFiles(page: Page): Promise<Map<string, Uint8Array>> {
  const found = await page.evaluate(async () => {
    const [{ name }] = (await indexedDB.databases()).filter((one) => one.name?.startsWith("leima-")) as [
      { name: string },
    ];
    const db = await new Promise<IDBDatabase>((done) => {
      const asked = indexedDB.open(name);
      asked.onsuccess = () => done(asked.result);
    });
    const rows = await new Promise<{ hash: string; bytes: ArrayBuffer }[]>((done) => {
      const asked = db.transaction("blobs").objectStore("blobs").getAll();
      asked.onsuccess = () => done(asked.result as { hash: string; bytes: ArrayBuffer }[]);
    });
    db.close();
    const text = (bytes: ArrayBuffer): string => {
      let said = "";
      const all = new Uint8Array(bytes);
      for (let at = 0; at < all.length; at += 32_768) said += String.fromCharCode(...all.subarray(at, at + 32_768));
      return btoa(said);
    };
    const files = rows.filter(({ hash }) => /^[0-9a-f]{64}$/.test(hash));
    return files.map(({ hash, bytes }) => [hash, text(bytes)] as const);
  });
  return new Map(found.map(([hash, text]) => [hash, Buffer.from(text, "base64")]));
}
