/** What is done at a desk: requests that go straight to the server and answer at once. They need the network. */
import type { HttpReply, HttpRequest, NamedFile } from "../api/exchange";
import type { ExplainReply } from "../api/types";
import { explainThere } from "./explain";
import type { Home } from "./home";
import type { Explanation } from "./live";

export interface Problem {
  status: number;
  code: string;
  title: string;
  /** What happened and what to do, in the caller's language. */
  detail: string;
  fields: { field: string; message: string }[];
}

export type OfficeReply<T> =
  { ok: true; data: T } | { ok: false; offline: false; problem: Problem } | { ok: false; offline: true };

export interface Office {
  get<T>(path: string): Promise<OfficeReply<T>>;
  post<T>(path: string, body: object): Promise<OfficeReply<T>>;
  put<T>(path: string, body: object): Promise<OfficeReply<T>>;
  remove<T>(path: string): Promise<OfficeReply<T>>;
  /** Why the balance of `person` is what it is. */
  explain(person: string, account: string): Promise<OfficeReply<Explanation>>;
  /** A file to be saved. */
  file(path: string): Promise<OfficeReply<NamedFile>>;
  /** A small choice of a screen, kept on this device. */
  recall(key: string): string | null;
  keep(key: string, value: string): void;
  /** A new id for a deed: the same id again is the same deed, and is not done twice. */
  newId(): string;
}

const PATIENCE = 60_000;
const KEPT = "leima.office.";

export function officeOf(home: Home): Office {
  const send = async <T>(request: HttpRequest, read: (reply: HttpReply) => T): Promise<OfficeReply<T>> => {
    const headers = { "Accept-Language": home.signals.language.value };
    const reply = await home
      .engine()
      .then(({ session }) => session.call({ ...request, headers, timeout: PATIENCE }))
      .catch(() => null);
    if (!reply) return { ok: false, offline: true };
    if (reply.status < 300) return { ok: true, data: read(reply) };
    return { ok: false, offline: false, problem: problemOf(reply.status, reply.json) };
  };
  const ask = <T>(method: HttpRequest["method"], path: string, body?: object): Promise<OfficeReply<T>> =>
    send({ method, path, ...(body ? { body: JSON.stringify(body) } : {}) }, (reply) => reply.json as T);
  return {
    get: (path) => ask("GET", path),
    post: (path, body) => ask("POST", path, body),
    put: (path, body) => ask("PUT", path, body),
    remove: (path) => ask("DELETE", path),
    explain: (person, account) =>
      send({ method: "GET", path: `/api/v1/explain?${new URLSearchParams({ account, person })}` }, (reply) =>
        explainThere(reply.json as ExplainReply),
      ),
    file: (path) => send({ method: "GET", path, file: true }, (reply) => reply.file!),
    recall: (key) => home.ports.pocket.get(KEPT + key),
    keep: (key, value) => home.ports.pocket.set(KEPT + key, value),
    newId: () => home.ports.uuid(),
  };
}

function problemOf(status: number, json: unknown): Problem {
  const given = (json ?? {}) as Partial<Problem>;
  const { code = "internal", title = "", detail = "", fields = [] } = given;
  return { status, code, title, detail, fields };
}
