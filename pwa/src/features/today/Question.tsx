import "../_shared/punches/needs.css";
import type { Attention, TodayView } from "../../store/appState";
import { Conflict, Rejected } from "../_shared/punches/Disagreement";
import { MissingOut } from "../_shared/punches/MissingOut";
import { TwoOuts } from "../_shared/punches/TwoOuts";
import { CorrectionNews } from "./CorrectionNews";

/** One thing that waits for the person, with its decision on it. */
export function Question({ item, today }: { item: Attention; today: TodayView }) {
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
