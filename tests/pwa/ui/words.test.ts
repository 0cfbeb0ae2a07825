import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fill, knows, language, speak, t, tn } from "../../../pwa/src/ui/words";
import { writers } from "../../../pwa/src/ui/formats";

const LANGUAGES = ["fi", "sv", "en"] as const;
const WORDS = Object.fromEntries(
  LANGUAGES.map((lang) => [
    lang,
    JSON.parse(readFileSync(`shared/words/${lang}.json`, "utf8")) as Record<string, string>,
  ]),
);
const PLACE = /\{\w+(?:\|\w+)?\}/g;
const places = (sentence: string): string[] => [...(sentence.match(PLACE) ?? [])].sort();

test("the three languages say the same things", () => {
  const finnish = Object.keys(WORDS.fi!);
  expect(finnish.length).toBeGreaterThan(250);
  for (const lang of LANGUAGES) expect(Object.keys(WORDS[lang]!).sort()).toEqual([...finnish].sort());
});

test("a sentence has the same places to fill in every language", () => {
  const wrong = Object.entries(WORDS.fi!).filter(([key, sentence]) =>
    LANGUAGES.some((lang) => places(WORDS[lang]![key]!).join() !== places(sentence).join()),
  );
  expect(wrong.map(([key]) => key)).toEqual([]);
});

test("every format that a sentence names is one that can be written", () => {
  const named = Object.values(WORDS).flatMap((words) => Object.values(words).flatMap((s) => s.match(PLACE) ?? []));
  const formats = named.map((place) => place.slice(1, -1).split("|")[1]).filter((f): f is string => f !== undefined);
  expect(formats.length).toBeGreaterThan(50);
  expect(formats.filter((f) => f !== "holiday" && !(f in writers))).toEqual([]);
});

test("no sentence is empty, and none shows a bare hyphen for a minus", () => {
  const bad = Object.values(WORDS).flatMap((words) => Object.values(words).filter((s) => !s.trim() || /\s-\d/.test(s)));
  expect(bad).toEqual([]);
});

test("a sentence is filled with clock times, lengths and names", () => {
  const at = Date.UTC(2026, 10, 20, 6, 2);
  const sentence = "{name}: klo {at|clock}, {m|hm}, {m|shm}, {n|num}";
  const params = { name: "Aino", at, m: 135, n: 7.5 };
  expect(fill(sentence, params, "fi", "Europe/Helsinki")).toBe("Aino: klo 8.02, 2:15, +2:15, 7,5");
  expect(fill("{gone|clock}!", {}, "fi", "Europe/Helsinki")).toBe("!");
});

test("a language that was spoken is used from then on, and an unknown key shows itself", async () => {
  Object.assign(globalThis, { document: { documentElement: { lang: "" } } });
  await speak("sv");
  expect(language()).toBe("sv");
  expect(t("nav.today")).toBe("I dag");
  expect(tn("today.pending_days", 1)).toBe("1 dag väntar på bekräftelse");
  expect(tn("today.pending_days", 2)).toBe("2 dagar väntar på bekräftelse");
  expect(knows("no.such.key")).toBe(false);
  expect(t("no.such.key")).toBe("no.such.key");
});

test("every sentence that the screens ask for by name is there", () => {
  const sources = readdirSync("pwa/src", { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name));
  const asked = sources.flatMap((name) => {
    const text = readFileSync(`pwa/src/${name}`, "utf8");
    const one = [...text.matchAll(/\bt\(\s*"([\w.]+)"/g)].map((m) => m[1]!);
    const many = [...text.matchAll(/\btn\(\s*"([\w.]+)"/g)].flatMap((m) => [`${m[1]}.one`, `${m[1]}.other`]);
    const kept = [...text.matchAll(/(?:messageKey|reasonKey): "([\w.]+)"/g)].map((m) => m[1]!);
    return [...one, ...many, ...kept];
  });
  expect(asked.length).toBeGreaterThan(100);
  expect(asked.filter((key) => !(key in WORDS.fi!))).toEqual([]);
});
