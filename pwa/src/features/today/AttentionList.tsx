import type { Attention, TodayView } from "../../store/live";
import { useLive } from "../live";
import { t } from "../../ui/words";
import { MissingOut } from "../MissingOut";
import { TwoOuts } from "../TwoOuts";
import { Conflict, Rejected } from "../Disagreement";
import { CorrectionNews } from "./CorrectionNews";

/** Everything that waits for the person, each with its decision on it. */
export function AttentionList({ today }: { today: TodayView }) {
  const waiting = useLive().attention.value;
  if (waiting.length === 0) return null;
  return (
    <div class="needs" role="region" aria-label={t("attention.region")}>
      {waiting.map((item) => (
        <Item key={item.key} item={item} today={today} />
      ))}
    </div>
  );
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
