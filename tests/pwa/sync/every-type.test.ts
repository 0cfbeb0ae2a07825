/** Every type of operation on the phone: made offline, killed, sent twice, refused, and met by another word. */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Attention, Shown } from "../../../pwa/src/store/attention/types";
import { metAnother, OffScene } from "./offline/scene";
import { KINDS, ROWS } from "./offline/types";
import { CALM } from "./world/network";
import { countImmediates } from "./world/time";

let restore: () => void;
beforeAll(() => {
  restore = countImmediates();
});
afterAll(() => restore());

const WORDS = ["fi", "sv", "en"].map((language) => {
  return JSON.parse(readFileSync(`shared/words/${language}.json`, "utf8")) as Record<string, string>;
});
/** What people type themselves: shown as it is. */
const TYPED = new Set(["note", "title", "reason", "version"]);

test("the contract and the matrix name the same types", () => {
  expect(KINDS.length).toBeGreaterThan(40);
  const missing = KINDS.filter(({ type }) => !(type in ROWS)).map(({ type }) => type);
  expect(missing, "add their rows to tests/offline/rows.json: see tests/offline/table.py").toEqual([]);
  expect(KINDS.map(({ type }) => type).sort()).toEqual(Object.keys(ROWS).sort());
});

describe.each(KINDS)("$type", (kind) => {
  test("made offline it waits, the screens are drawn with it, and it is sent once", async () => {
    const scene = await new OffScene().made(kind);
    await scene.time.run(1_800_000);
    expect((await scene.kept()).status).toBe("queued");
    expect((await scene.facts()).pending).toHaveLength(1);
    expect(scene.sent.came).toBe(0);
    await scene.online();
    expect((await scene.kept()).status).toBe("settled");
    expect(scene.sent).toEqual({ came: 1, same: true, effects: 1 });
  });

  test("killed before it is sent it is sent by the next start", async () => {
    const scene = await new OffScene().made(kind);
    await scene.reopened();
    expect((await scene.kept()).status).toBe("queued");
    await scene.online();
    expect((await scene.kept()).status).toBe("settled");
    expect(scene.sent).toEqual({ came: 1, same: true, effects: 1 });
  });

  test("killed before the answer comes it is sent again, byte for byte, and counts once", async () => {
    const scene = await new OffScene().made(kind);
    scene.network.weather = { ...CALM, replyLost: 1 };
    await scene.online();
    expect(scene.sent.effects).toBe(1);
    await scene.reopened();
    scene.network.weather = CALM;
    await scene.online();
    expect((await scene.kept()).status).toBe("settled");
    expect(scene.sent).toMatchObject({ same: true, effects: 1 });
    expect(scene.sent.came).toBeGreaterThan(1);
  });

  test("sent twice it counts once", async () => {
    const scene = await new OffScene().made(kind);
    scene.network.weather = { ...CALM, doubled: 1 };
    await scene.online();
    expect((await scene.kept()).status).toBe("settled");
    expect(scene.sent).toEqual({ came: 2, same: true, effects: 1 });
  });

  test("refused it stays in sight with a sentence that says why, also after a restart", async () => {
    for (const code of ["invalid", "not_found", "forbidden"]) {
      const scene = await new OffScene().made(kind);
      scene.server.says = { status: "rejected", code };
      await scene.online();
      await scene.reopened();
      expect(JSON.parse((await scene.kept()).sealed)).toMatchObject({ body: kind.body });
      expect(await scene.seen()).toMatchObject({ kind: "rejected", reasonKey: `error.${code}` });
      expect(unsaid((await scene.seen())!, {})).toEqual([]);
    }
  });

  test("met by another word it stays in sight in words that a person reads", async () => {
    const row = ROWS[kind.type]!;
    if (row.never) return;
    const scene = await new OffScene().made(kind);
    scene.server.says = metAnother(row);
    await scene.online();
    await scene.reopened();
    expect((await scene.kept()).status).toBe("attention");
    const seen = (await scene.seen())!;
    expect(["conflict", "rejected"]).toContain(seen.kind);
    expect(unsaid(seen, row.theirs ?? {})).toEqual([]);
  });
});

/** What of a card is no word, or a code of the server's that is no word either. */
function unsaid(card: Attention, theirs: Record<string, unknown>): string[] {
  if (card.kind === "rejected") return [card.what, card.reasonKey].flatMap(unknown);
  if (card.kind !== "conflict") return [card.kind];
  const shown = [...card.mine, ...card.theirs];
  const keys = [card.what, ...shown.flatMap(({ labelKey, valueKey }) => [labelKey, ...(valueKey ? [valueKey] : [])])];
  return [...keys.flatMap(unknown), ...shown.flatMap((one) => raw(one, theirs))];
}

const unknown = (key: string): string[] => (WORDS.every((words) => key in words) ? [] : [`no word for ${key}`]);

function raw({ labelKey, value, valueKey }: Shown, theirs: Record<string, unknown>): string[] {
  const field = labelKey.replace("field.", "");
  return !valueKey && !TYPED.has(field) && value === theirs[field] ? [`${field} is shown as ${value}`] : [];
}
