/** What a push may say aloud: that something waits, and nothing of what it is. */
import en from "@shared/words/en.json";
import fi from "@shared/words/fi.json";
import sv from "@shared/words/sv.json";

const WORDS: Record<string, Record<string, string>> = { fi, sv, en };

/** The sentence for the payload `{lang?}` of a push, or for the device's language. */
export function waitsText(data: { json(): unknown } | null, deviceLanguage: string): string {
  const wanted = languageOf(data) ?? deviceLanguage.slice(0, 2);
  return (WORDS[wanted] ?? WORDS.fi!)["push.waits"] ?? "Leima";
}

function languageOf(data: { json(): unknown } | null): string | null {
  try {
    const lang = (data?.json() as { lang?: unknown } | undefined)?.lang;
    return typeof lang === "string" ? lang : null;
  } catch {
    return null;
  }
}
