/** Reading a loose JSON object strictly: a refusal names its place and what is wrong. Twin of `situation/given.py`. */
import { isDate } from "./faults";
import type { Params } from "./types";

const LONGEST = 1_000_000;

/** What is told cannot be worked out: `place` is the path of the field, `code` names the sentence `interpret.<code>`. */
export class Refused extends Error {
  constructor(
    readonly place: string,
    readonly code: string,
    readonly params: Params = {},
  ) {
    super(`${place}: ${code}`);
  }
}

/** One JSON object and its place; unknown keys are refused at once. */
export class As {
  readonly value: Readonly<Record<string, unknown>>;

  constructor(
    value: unknown,
    private readonly place: string,
    known: readonly string[],
  ) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Refused(place, "not_an_object");
    this.value = value as Record<string, unknown>;
    for (const key of Object.keys(value)) {
      if (!known.includes(key)) throw new Refused(this.at(key), "unknown_field", { allowed: known.join(", ") });
    }
  }

  /** The path of a field. */
  at(key: string): string {
    return this.place ? `${this.place}.${key}` : key;
  }

  /** Whether the field is there and not null. */
  has(key: string): boolean {
    return this.value[key] !== undefined && this.value[key] !== null;
  }

  private given(key: string, fallback?: unknown): unknown {
    const found = this.value[key];
    return found === undefined ? (fallback ?? null) : found;
  }

  /** A text that is not empty. */
  text(key: string, fallback?: string): string {
    const value = this.given(key, fallback);
    if (value === null) throw new Refused(this.at(key), "missing");
    if (typeof value !== "string" || !value.trim()) throw new Refused(this.at(key), "not_text");
    return value;
  }

  /** One of the allowed texts. */
  choice<const T extends string>(key: string, allowed: readonly T[], fallback?: T): T {
    const value = this.text(key, fallback);
    const found = allowed.find((one) => one === value);
    if (found === undefined) throw new Refused(this.at(key), "not_one_of", { value, allowed: allowed.join(", ") });
    return found;
  }

  /** A date YYYY-MM-DD. */
  date(key: string, place = this.at(key)): string {
    const value = this.text(key);
    if (!isDate(value)) throw new Refused(place, "bad_date", { value: value.slice(0, 40) });
    return value;
  }

  number(key: string, fallback?: number): number {
    const value = this.given(key, fallback);
    if (value === null) throw new Refused(this.at(key), "missing");
    if (typeof value !== "number" || !(Math.abs(value) < LONGEST)) throw new Refused(this.at(key), "not_a_number");
    return value;
  }

  whole(key: string, fallback: number): number {
    const value = this.number(key, fallback);
    if (!Number.isInteger(value)) throw new Refused(this.at(key), "not_a_number");
    return value;
  }

  /** A number in whole parts, 10 to the power of `decimals` to one; null where it is not given. */
  scaled(key: string, decimals: number): number | null {
    if (!this.has(key)) return null;
    const exact = this.number(key) * 10 ** decimals;
    if (Math.abs(exact - Math.round(exact)) > 1e-6) {
      throw new Refused(this.at(key), "too_many_decimals", { most: decimals });
    }
    return Math.round(exact);
  }

  truth(key: string): boolean {
    const value = this.given(key, false);
    if (typeof value !== "boolean") throw new Refused(this.at(key), "not_yes_or_no");
    return value;
  }

  /** Each part of a list with its place. */
  parts(key: string): [unknown, string][] {
    const value = this.given(key, []);
    if (!Array.isArray(value)) throw new Refused(this.at(key), "not_a_list");
    return value.map((part, number) => [part, `${this.at(key)}[${number}]`]);
  }
}
