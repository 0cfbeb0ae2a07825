/** Two hundred receipts on a phone whose processor is four times slower: how long a frame lasts while the list is scrolled. */
import type { CDPSession, Page } from "@playwright/test";
import { dateIn } from "./kit/company";
import { type Firm, openFirm } from "./kit/firm";
import { enter, expect, test } from "./kit/story";
import { sheet } from "./kit/travel";

const RECEIPTS = 200;
const SLOWER = 4;
const SIXTIETH = 16.7;

let firm: Firm;
test.beforeAll(async () => {
  firm = await openFirm();
});
test.afterAll(() => firm.close());

interface Row {
  type: string;
  id: string;
  data: object;
}

const hashOf = (n: number): string => n.toString(16).padStart(64, "0");

/** A claim without receipts and one with two hundred, as the server would have told of them. */
function told(): Row[] {
  const receipt = (n: number): Row => {
    const data = {
      ...{ claim: "many", trip: null, date: dateIn(0), supplier: `Myyjä ${n}`, category: "parking", currency: "EUR" },
      ...{ gross_cents: 1250 + n, lines: [{ rate: 25.5, gross_cents: 1250 + n }], paid_by: "self", note: "" },
      ...{ files: [hashOf(n)], worked: { gross_eur_cents: 1250 + n } },
    };
    return { type: "receipt", id: `r${n}`, data };
  };
  const claims = ["many", "none"].map((id): Row => ({ type: "claim", id, data: { title: id, status: "draft" } }));
  return [...claims, ...Array.from({ length: RECEIPTS }, (_, n) => receipt(n))];
}

/** Lays rows on the device, and for each receipt its photo, of some hundred kilobytes, and the small picture of it. */
async function laid(page: Page, rows: Row[], hashes: string[]): Promise<void> {
  await page.evaluate(
    async ([rows, hashes]) => {
      const photo = async (n: number, [width, height]: [number, number]): Promise<ArrayBuffer> => {
        const canvas = new OffscreenCanvas(width, height);
        const pen = canvas.getContext("2d")!;
        pen.fillStyle = `hsl(${(n * 47) % 360} 30% 92%)`;
        pen.fillRect(0, 0, width, height);
        pen.fillStyle = "#333";
        for (let line = 1; line < 24; line += 1) {
          pen.fillRect(width / 12, (line * height) / 25, (((n * line * 31) % 70) * width) / 100, height / 70);
        }
        return (await canvas.convertToBlob({ type: "image/jpeg", quality: 0.7 })).arrayBuffer();
      };
      const blobs = new Map<string, ArrayBuffer>();
      for (const [n, hash] of hashes.entries()) {
        blobs.set(hash, await photo(n, [900, 1200])).set(`small:${hash}`, await photo(n, [180, 240]));
      }
      const name = (await indexedDB.databases()).find((one) => one.name?.startsWith("leima-"))!.name!;
      const person = name.slice("leima-".length);
      const asked = indexedDB.open(name);
      await new Promise((done) => (asked.onsuccess = done));
      const work = asked.result.transaction(["server_rows", "blobs"], "readwrite");
      const usual = { date: "", version: 1, deleted: false, by: null, op_id: null, gen: 1 };
      for (const row of rows) {
        work.objectStore("server_rows").put({ ...usual, ...row, data: { person, ...row.data } });
      }
      for (const [hash, bytes] of blobs) work.objectStore("blobs").put({ hash, bytes });
      await new Promise((done) => (work.oncomplete = done));
      asked.result.close();
    },
    [rows, hashes] as const,
  );
}

/** Makes the open sheet as long as two hundred rows, with nothing in it: the pace that this machine can keep. */
async function emptyAsLong(page: Page): Promise<void> {
  await sheet(page)
    .locator(".receipts")
    .evaluate((list) => void ((list as HTMLElement).style.height = "20000px"));
}

interface Frames {
  /** How far it went, in pixels. */
  far: number;
  median: number;
  p95: number;
  count: number;
}

interface Watched {
  frames: number[];
  far: number;
  watching: boolean;
}

/** How long the frames last (ms) while the wheel turns the open sheet up and down. */
async function scrolled(page: Page, devtools: CDPSession): Promise<Frames> {
  await page.evaluate(() => {
    const held = window as unknown as Watched;
    held.frames = [];
    held.far = 0;
    held.watching = true;
    const scroll = ({ target }: Event): void => void (held.far = Math.max(held.far, (target as Element).scrollTop));
    document.addEventListener("scroll", scroll, { capture: true, passive: true });
    let before = 0;
    const look = (now: number): void => {
      if (before) held.frames.push(now - before);
      before = now;
      if (held.watching) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  for (const yDistance of [-4_000, -4_000, 3_000, -6_000]) {
    const gesture = { x: 180, y: 500, yDistance, speed: 3_000, gestureSourceType: "mouse" } as const;
    await devtools.send("Input.synthesizeScrollGesture", { ...gesture, preventFling: true });
  }
  const { far, all } = await page.evaluate(() => {
    const held = window as unknown as Watched;
    held.watching = false;
    return { far: Math.round(held.far), all: held.frames.sort((a, b) => a - b) };
  });
  const at = (share: number): number => Math.round(all[Math.floor(all.length * share)]! * 10) / 10;
  return { far, median: at(0.5), p95: at(0.95), count: all.length };
}

test(
  "a list of two hundred receipts scrolls at sixty frames a second with the processor slowed four times",
  { tag: "@alone" },
  async ({ phone }) => {
    test.setTimeout(180_000);
    const page = await enter(phone, firm.address, "aino");
    await laid(
      page,
      told(),
      Array.from({ length: RECEIPTS }, (_, n) => hashOf(n)),
    );
    const devtools = await phone.newCDPSession(page);
    const measured: Record<string, Frames> = {};
    for (const claim of ["none", "many"]) {
      await page.goto(`${firm.address}/matkat`);
      await page.getByRole("button", { name: new RegExp(`^${claim}`) }).click();
      await expect(sheet(page).getByRole("button", { name: /^Myyjä/ })).toHaveCount(claim === "many" ? RECEIPTS : 0);
      if (claim === "none") await emptyAsLong(page);
      await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
      measured[claim] = await scrolled(page, devtools);
      await devtools.send("Emulation.setCPUThrottlingRate", { rate: 1 });
    }
    const { none, many } = measured as Record<"none" | "many", Frames>;
    const said = ({ median, p95, count }: Frames): string => `median ${median} ms, 95 % ${p95} ms of ${count} frames`;
    console.log(`two hundred receipts: ${said(many)}; as long and empty: ${said(none)}`);
    for (const { far } of [none, many]) expect(far).toBeGreaterThan(8_000);
    expect(many.median).toBeLessThanOrEqual(1.05 * Math.max(SIXTIETH, none.median));
    expect(many.p95).toBeLessThanOrEqual(3 * Math.max(SIXTIETH, none.p95));
  },
);
