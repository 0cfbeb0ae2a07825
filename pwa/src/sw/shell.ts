/**
 * The start without the worker: the browser itself takes the page and its files from caches, by routes that each
 * version of the worker lays: the page and what is asked beside it from its own version's cache, files (whose names
 * tell their content) from the store. The worker then starts beside the page, not before it. A browser that knows no
 * such routes asks the worker for all of it, as ever.
 */
type File = string | { url: string; revision: string | null };
interface Route {
  condition: { urlPattern: { pathname: string; search?: string }; requestMethod: "GET"; requestMode?: "navigate" };
  source: { cacheName: string };
}

export interface Routed {
  addRoutes?(routes: Route[]): Promise<void>;
}

/** Where this version's files are; the page among them, and what the browser asks for beside it at every start. */
interface Store {
  cacheName: string;
  page: string;
  beside: string[];
  file(address: string): Promise<Response | undefined>;
}

const PREFIX = "leima-shell-";
/** Where a start begins: the icon's address, and the screen to which it leads. */
const STARTS = ["/", "/tanaan"];

/** The cache of this version: its files decide its name, so that no version ever answers with another one's page. */
export function shellOf(files: File[]): string {
  const listed = files.map((file) => (typeof file === "string" ? file : `${file.url} ${file.revision}`)).join("\n");
  let sum = 0;
  for (let at = 0; at < listed.length; at++) sum = (Math.imul(sum, 31) + listed.charCodeAt(at)) >>> 0;
  return `${PREFIX}${sum.toString(36)}`;
}

/** Fills the cache, then lays the routes. Throws when the page is not in store: then this version is not installed. */
export async function layShell(shell: string, event: Routed, store: Store): Promise<void> {
  if (!event.addRoutes) return;
  const cache = await caches.open(shell);
  const keep = async (address: string, file: string) => {
    const stored = await store.file(file);
    if (!stored) throw new Error(`${file} is not in store`);
    await cache.put(address, stored);
  };
  await Promise.all([
    ...STARTS.map((start) => keep(start, store.page)),
    ...store.beside.map((file) => keep(file, file)),
  ]);
  const pages = STARTS.map((start) => route(start, shell, { requestMode: "navigate" }));
  const beside = store.beside.map((file) => route(file, shell));
  const files = { urlPattern: { pathname: "/assets/*" }, requestMethod: "GET" } as const;
  await event.addRoutes([...pages, ...beside, { condition: files, source: { cacheName: store.cacheName } }]);
}

function route(pathname: string, cacheName: string, more: { requestMode?: "navigate" } = {}): Route {
  return { condition: { urlPattern: { pathname, search: "" }, requestMethod: "GET", ...more }, source: { cacheName } };
}

/** This version is in charge now: what earlier ones kept is not asked for any more. */
export async function dropOldShells(shell: string): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== shell);
  await Promise.all(old.map((name) => caches.delete(name)));
}
