import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { Attention } from "../../../store/appState";
import { Button } from "../../../ui/Button";
import { addDays, clock, dayDate } from "../../../ui/formats";
import { language, siteZone, t } from "../../../ui/words";
import { useApp } from "../useApp";
import { punchUndo, announce } from "../reply/announce";
import { TimeFix, leaveFix } from "./TimeFix";

type Item = Extract<Attention, { kind: "missing_out" }>;

/** A forgotten clock-out: it asks, proposes, and waits. Nothing is posted before a person has said it. */
export function MissingOut({ item, today }: { item: Item; today: string }) {
  const { acts } = useApp();
  const fixing = useSignal(false);
  const card = useRef<HTMLElement>(null);
  const lang = language();
  const confirm = async (at: number): Promise<void> =>
    announce(await acts.confirmOut(item.openingPunch, at), t("attention.out_set", { at }), punchUndo(acts));
  const yesterday = item.date === addDays(today, -1);
  const day = yesterday ? t("common.yesterday") : dayDate(item.date, lang);
  const at = clock(item.proposal, lang, siteZone());
  return (
    <section ref={card} class="note">
      <h2>{t("attention.missing_out.title", { day, at })}</h2>
      <p>{t("attention.missing_out.text", { openedAt: item.openedAt })}</p>
      {fixing.value ? (
        <TimeFix
          date={item.date}
          openedAt={item.openedAt}
          proposal={item.proposal}
          onSave={confirm}
          onCancel={() => leaveFix(fixing, card)}
        />
      ) : (
        <div class="row-buttons">
          <Button kind="warm" onClick={() => confirm(item.proposal)}>
            {t("attention.missing_out.yes", { at })}
          </Button>
          <Button onClick={() => (fixing.value = true)}>{t("attention.missing_out.fix")}</Button>
        </div>
      )}
    </section>
  );
}
