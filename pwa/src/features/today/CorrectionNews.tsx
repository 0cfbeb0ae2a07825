import type { Attention } from "../../store/appState";
import { Button } from "../../ui/Button";
import { dayDate } from "../../ui/formats";
import { language, t } from "../../ui/words";
import { useApp } from "../_shared/useApp";

type Item = Extract<Attention, { kind: "correction" }>;

/** Where one's own correction request stands. */
export function CorrectionNews({ item }: { item: Item }) {
  const { status, wantedAt, keptAt } = item;
  const { acts } = useApp();
  const day = dayDate(item.date, language());
  return (
    <section class={`note ${status === "approved" ? "calm" : ""}`}>
      <h2>{t(`attention.correction.${status}`, { day, wantedAt })}</h2>
      <p>{t(`attention.correction.${status}_text`, { wantedAt, keptAt })}</p>
      {status === "waiting" ? null : <Button onClick={() => acts.drop(item.key)}>{t("attention.seen")}</Button>}
    </section>
  );
}
