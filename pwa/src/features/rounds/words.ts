/** The words of one who plans on each wish of a round: a draft until the round is settled. */
import type { DateSpan, Wire, WordOnWish } from "../../store/appState";

export type Plan = Wire["RoundPlan"];
export type Wish = Wire["PlannedWish"];
export type Word = Wire["DraftWord"];
export type Choice = "first" | "second" | "other" | "reject";

const spanOf = (from: string | null | undefined, until: string | null | undefined): DateSpan | null =>
  from && until ? { from, until } : null;

export const firstOf = (wish: Wish): DateSpan => ({ from: wish.first_from, until: wish.first_until });
export const secondOf = (wish: Wish): DateSpan | null => spanOf(wish.second_from, wish.second_until);
export const grantedOf = (wish: Wish): DateSpan | null => spanOf(wish.granted_from, wish.granted_until);
export const datesIn = (word: Word): DateSpan | null => spanOf(word.dates?.from_date, word.dates?.until_date);

/** Whether two stretches are of the same dates. */
export const same = (a: DateSpan | null, b: DateSpan | null): boolean => a?.from === b?.from && a?.until === b?.until;

/** What a draft says of a wish; null while it says nothing. */
export function chosenFor(wish: Wish, word: Word | undefined): Choice | null {
  if (!word) return null;
  if (word.decision === "reject") return "reject";
  const dates = datesIn(word);
  if (!dates || same(dates, firstOf(wish))) return "first";
  return same(dates, secondOf(wish)) ? "second" : "other";
}

export function granting(wish: Wish, { from, until }: DateSpan): Word {
  return { wish: wish.id, decision: "grant", dates: { from_date: from, until_date: until }, reason: "" };
}

/** What can be decided here: what stands, and is not the reader's own. */
export const decidable = ({ wishes }: Plan): Wish[] => wishes.filter(({ own, status }) => !own && status === "wished");

/** What the words of one sending may weigh: with its frame a batch stays under what the server takes. */
const MOST_BYTES = 300_000;

/** By how many characters the reasons are too long together to be sent at once; 0 where they are not. */
export function tooLong(said: readonly WordOnWish[]): number {
  return Math.max(0, new TextEncoder().encode(JSON.stringify(said)).length - MOST_BYTES);
}

/** The words that settle the round, each on the wish as it was seen. */
export function settling(wishes: readonly Wish[], words: ReadonlyMap<string, Word>): WordOnWish[] {
  return wishes.flatMap((wish) => {
    const word = words.get(wish.id);
    if (!word) return [];
    const dates = word.decision === "grant" ? (datesIn(word) ?? firstOf(wish)) : null;
    return [{ wish: wish.id, seenVersion: wish.version, decision: word.decision, dates, reason: word.reason ?? "" }];
  });
}
