/** What is done at a desk: requests that go straight to the server and answer at once. They need the network. */
import type { NamedFile } from "../../api/exchange";
import type { Known, Reply } from "../../api/replies";
import type { Explanation } from "../balances/types";

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
  /** Each returns what the API's description says of the path. `patience`: milliseconds, where a minute is too short. */
  get<const S extends string>(path: S & Known<"get", S>, patience?: number): Promise<OfficeReply<Reply<"get", S>>>;
  post<const S extends string>(
    path: S & Known<"post", S>,
    body: object,
    patience?: number,
  ): Promise<OfficeReply<Reply<"post", S>>>;
  put<const S extends string>(path: S & Known<"put", S>, body: object): Promise<OfficeReply<Reply<"put", S>>>;
  remove<const S extends string>(path: S & Known<"delete", S>): Promise<OfficeReply<Reply<"delete", S>>>;
  /** Why the balance of `person` is what it is. */
  explain(person: string, account: string): Promise<OfficeReply<Explanation>>;
  /** A file to be saved. */
  file(path: string, patience?: number): Promise<OfficeReply<NamedFile>>;
  /**
   * Calls `heard` when the stream of `path` has something, and whenever it stands again; the server says nothing more of
   * it. Returns what ends it.
   */
  listen(path: string, heard: () => void): () => void;
  /** A small choice of a screen, kept on this device. */
  recall(key: string): string | null;
  keep(key: string, value: string): void;
  /** A new id for a deed: the same id again is the same deed, and is not done twice. */
  newId(): string;
}
