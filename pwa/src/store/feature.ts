/** What a feature gives the store: `features.ts` has them all, and the store is made of that list alone. */
import type { ServerRow } from "../device/db";
import type { Operation, OutboxRow } from "../device/operations";
import type { DayResult } from "../domain/types";

export interface ServerDay {
  date: string;
  status: string;
  factsSeq: number;
  result: DayResult;
}

/** What every feature may ask: whose facts they are, what the server made of the days, and what waits to be sent. */
export interface Own {
  person: string;
  zone: string;
  days: Map<string, ServerDay>;
  pending: OutboxRow[];
}

/** The rows of a type: those that stand, all that there are, or those of this person. */
export interface Rows {
  all(type: string): ServerRow[];
  standing(type: string): ServerRow[];
  mine(type: string): ServerRow[];
  isMine(row: ServerRow): boolean;
}

export interface Feature {
  /** Types of rows that it reads: round today by their dates, or all that there are. */
  dated?: readonly string[];
  whole?: readonly string[];
  /** Its facts, from the server's rows. */
  facts?: (rows: Rows) => object;
  /** What own unsent operations do to the facts, by their type. */
  overlay?: Readonly<Record<string, (facts: never, op: Operation) => void>>;
  /** What follows from its facts once every operation has been laid over them. */
  derive?: (facts: never) => void;
  /** Local dates that an operation can move; null for an operation of another feature. */
  dates?: (op: Operation, facts: never) => string[] | null;
  /** What a person can do, there from the start. */
  acts?: (store: never) => object;
  /** The same, fetched with the first of them that is asked for. */
  later?: Later<object>;
}

export interface Later<A> {
  names: readonly string[];
  load: () => Promise<(store: never) => A>;
}

type Complete<A, N extends readonly PropertyKey[]> = [Exclude<keyof A, N[number]>] extends [never]
  ? N
  : readonly { missing: Exclude<keyof A, N[number]> }[];

/** Acts that are fetched with the first of them; one whose name is left out does not compile. */
export function later<A extends object, const N extends readonly (keyof A & string)[]>(
  load: () => Promise<(store: never) => A>,
  names: N & Complete<A, N>,
): Later<A> {
  return { names, load };
}
