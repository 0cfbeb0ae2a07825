/** What is done at a desk: requests that go straight to the server and answer at once. They need the network. */
import type { HttpReply, HttpRequest } from "../../api/exchange";
import type { ExplainReply } from "../../api/types";
import type { StoreContext } from "../context";
import type { Office, OfficeReply, Problem } from "./types";

const PATIENCE = 60_000;
const KEPT = "leima.office.";

export function officeOf(store: StoreContext): Office {
  const send = async <T>(request: HttpRequest, read: (reply: HttpReply) => T): Promise<OfficeReply<T>> => {
    const headers = { "Accept-Language": store.signals.language.value };
    const reply = await store
      .engine()
      .then(({ session }) => session.call({ timeout: PATIENCE, ...request, headers }))
      .catch(() => null);
    if (!reply) return { ok: false, offline: true };
    if (reply.status < 300) return { ok: true, data: read(reply) };
    return { ok: false, offline: false, problem: problemOf(reply.status, reply.json) };
  };
  const ask = <T>(
    method: HttpRequest["method"],
    path: string,
    body?: object,
    timeout = PATIENCE,
  ): Promise<OfficeReply<T>> =>
    send({ method, path, timeout, ...(body ? { body: JSON.stringify(body) } : {}) }, (reply) => reply.json as T);
  return {
    get: (path, patience) => ask("GET", path, undefined, patience),
    post: (path, body, patience) => ask("POST", path, body, patience),
    put: (path, body) => ask("PUT", path, body),
    remove: (path) => ask("DELETE", path),
    explain: async (person, account) => {
      const { explainThere } = await import("../balances/explain");
      const path = `/api/v1/explain?${new URLSearchParams({ account, person })}`;
      return send({ method: "GET", path }, (reply) => explainThere(reply.json as ExplainReply));
    },
    file: (path, timeout = PATIENCE) => send({ method: "GET", path, file: true, timeout }, (reply) => reply.file!),
    listen: (path, heard) => listening(store, path, heard),
    recall: (key) => store.ports.pocket.get(KEPT + key),
    keep: (key, value) => store.ports.pocket.set(KEPT + key, value),
    newId: () => store.ports.uuid(),
  };
}

function listening(store: StoreContext, path: string, heard: () => void): () => void {
  let stop: (() => void) | null = () => {};
  void Promise.all([store.engine(), import("../../sync/poke")]).then(([{ session }, { Poke }]) => {
    if (!stop) return;
    const poke = new Poke(store.ports, session, heard, path, `listen:${store.ports.uuid()}`);
    stop = () => poke.stop();
    poke.start();
  });
  return () => {
    stop?.();
    stop = null;
  };
}

function problemOf(status: number, json: unknown): Problem {
  const given = (json ?? {}) as Partial<Problem>;
  const { code = "internal", title = "", detail = "", fields = [] } = given;
  return { status, code, title, detail, fields };
}
