import "../_shared/punches/needs.css";
import { useEffect } from "preact/hooks";
import type { Attention, TodayView } from "../../store/appState";
import { useApp } from "../_shared/useApp";
import { knows, speakOffice, t } from "../../ui/words";
import { MissingOut } from "../_shared/punches/MissingOut";
import { TwoOuts } from "../_shared/punches/TwoOuts";
import { Conflict, Rejected } from "../_shared/punches/Disagreement";
import { CorrectionNews } from "./CorrectionNews";

/** Everything that waits for the person, each with its decision on it. */
export function AttentionList({ today }: { today: TodayView }) {
  const waiting = useApp().attention.value;
  // What further screens have sent is told in their words, which this one does without.
  const unsaid = waiting.flatMap(keysOf).some((key) => !knows(key));
  useEffect(() => void (unsaid && speakOffice()), [unsaid]);
  if (waiting.length === 0) return null;
  return (
    <div class="needs" role="region" aria-label={t("attention.region")}>
      {waiting.map((item) => (
        <Item key={item.key} item={item} today={today} />
      ))}
    </div>
  );
}

function keysOf(item: Attention): string[] {
  if (item.kind === "rejected") return [item.what, item.reasonKey];
  return item.kind === "conflict" ? [item.what, ...item.theirs.flatMap(({ valueKey }) => valueKey ?? [])] : [];
}

function Item({ item, today }: { item: Attention; today: TodayView }) {
  switch (item.kind) {
    case "missing_out":
      return <MissingOut item={item} today={today.date} />;
    case "two_outs":
      return <TwoOuts item={item} />;
    case "conflict":
      return <Conflict item={item} />;
    case "rejected":
      return <Rejected item={item} />;
    case "correction":
      return <CorrectionNews item={item} />;
  }
}
