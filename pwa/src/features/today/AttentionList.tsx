import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Attention, TodayView } from "../../store/appState";
import { knows, speakOffice, t } from "../../ui/words";
import { useApp } from "../_shared/useApp";

type Shown = ComponentType<{ item: Attention; today: TodayView }>;

let Question: Shown | null = null;

const ASKED = "leima.asked";

/** Whether there was a question on the screen last time: then it is fetched while the rows are read, not after them. */
export function askedLastTime(): boolean {
  try {
    return localStorage.getItem(ASKED) === "yes";
  } catch {
    return false;
  }
}

function rememberAsked(some: boolean): void {
  try {
    if (some) localStorage.setItem(ASKED, "yes");
    else localStorage.removeItem(ASKED);
  } catch {
    // Without this memory the next start fetches the question when it has read that there is one.
  }
}

/** Fetches what draws the questions. The first picture waits for it when one is to be asked: it would move otherwise. */
export async function fetchQuestion(): Promise<void> {
  Question = (await import("./Question")).Question;
}

/** Everything that waits for the person, each with its decision on it. */
export function AttentionList({ today }: { today: TodayView }) {
  const waiting = useApp().attention.value;
  const [, came] = useState(Question !== null);
  const some = waiting.length > 0;
  useEffect(() => rememberAsked(some), [some]);
  useEffect(() => {
    if (some && !Question)
      fetchQuestion().then(
        () => came(true),
        () => {},
      );
  }, [some]);
  // What further screens have sent is told in their words, which this one does without.
  const unsaid = waiting.flatMap(keysOf).some((key) => !knows(key));
  useEffect(() => void (unsaid && speakOffice()), [unsaid]);
  if (!some || !Question) return null;
  const Shown = Question;
  return (
    <div class="needs" role="region" aria-label={t("attention.region")}>
      {waiting.map((item) => (
        <Shown key={item.key} item={item} today={today} />
      ))}
    </div>
  );
}

function keysOf(item: Attention): string[] {
  if (item.kind === "rejected") return [item.what, item.reasonKey];
  return item.kind === "conflict" ? [item.what, ...item.theirs.flatMap(({ valueKey }) => valueKey ?? [])] : [];
}
