/** What a push says on the screen of a phone, and where a tap leads. It says what kind of notice waits, and no more. */
import en from "@shared/words/en.json";
import fi from "@shared/words/fi.json";
import sv from "@shared/words/sv.json";
import { ICON } from "./sending";

const WORDS: Record<string, Record<string, string>> = { fi, sv, en };
/** Where the app keeps the language that the person has chosen on this device, for the worker. */
export const LANGUAGE = "/push-language";
const ID = /^[0-9a-f-]{36}$/;

interface Page {
  url: string;
  visibilityState?: string;
  focus(): Promise<Page>;
  postMessage(message: unknown): void;
}

export interface Showing {
  registration: {
    showNotification(
      title: string,
      options: { body: string; tag: string; icon: string; badge: string; lang: string; data: { notice: string } },
    ): Promise<void>;
  };
  clients: {
    matchAll(options: { type: "window"; includeUncontrolled: boolean }): Promise<Page[]>;
    openWindow(url: string): Promise<unknown>;
  };
  navigator: { language: string; setAppBadge?(count: number): Promise<void> };
  caches: { match(address: string): Promise<Response | undefined> };
}

/** The payload: the kind of a notice, its id, and how many are unread. Anything else is as if there were nothing. */
interface Told {
  kind: string;
  id: string;
  n: number;
}

export function told(data: { json(): unknown } | null): Told {
  try {
    const { kind, id, n } = (data?.json() ?? {}) as Partial<Record<keyof Told, unknown>>;
    return {
      kind: typeof kind === "string" ? kind : "",
      id: typeof id === "string" && ID.test(id) ? id : "",
      n: typeof n === "number" && n > 0 && n < 100 ? Math.floor(n) : 0,
    };
  } catch {
    return { kind: "", id: "", n: 0 };
  }
}

/** The line of a kind, in a language that we have; one that this version does not know says that something waits. */
export function lineOf(kind: string, language: string): string {
  const words = WORDS[language] ?? WORDS.fi!;
  const own = `push.${kind}`;
  return (Object.hasOwn(words, own) ? words[own] : words["push.waits"]) ?? "Leima";
}

/** Shows it, always; a second one of the same notice takes the place of the first. */
export async function showPush(scope: Showing, data: { json(): unknown } | null): Promise<void> {
  const { kind, id, n } = told(data);
  const lang = await languageOf(scope);
  const options = { body: lineOf(kind, lang), tag: id || kind || "waits", icon: ICON, badge: ICON, lang };
  await scope.registration.showNotification("Leima", { ...options, data: { notice: id } });
  if (n > 0) await scope.navigator.setAppBadge?.(n).catch(() => {});
}

async function languageOf({ caches, navigator }: Showing): Promise<string> {
  const kept = await caches.match(LANGUAGE).then(
    (found) => found?.text(),
    () => undefined,
  );
  const language = kept ?? navigator.language.slice(0, 2);
  return Object.hasOwn(WORDS, language) ? language : "fi";
}

/** The app comes forward at the notice, which leads on to its day, month, claim or balance. An open window stays whole. */
export async function openNotice(scope: Showing, data: unknown): Promise<void> {
  const notice = (data as { notice?: unknown } | null)?.notice;
  const id = typeof notice === "string" && ID.test(notice) ? notice : "";
  const [open] = await scope.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (!open) return void (await scope.clients.openWindow(id ? `/ilmoitukset/${id}` : "/ilmoitukset"));
  if (id) open.postMessage({ type: "notice", id });
  await open.focus();
}
