import { KINDS, OWN_KINDS } from "../../domain/absence";
import { Sheet } from "../../ui/Sheet";
import { t } from "../../ui/words";
import { AwayForm, type FilledAway } from "../_shared/orders/AwayForm";
import { GivenPages, useHeld } from "../_shared/pages/GivenPages";
import { useApp } from "../_shared/useApp";
import { monthsOf, announceOn } from "../_shared/reply/announce";
import { nameIn } from "./nameIn";

/** Time away: one's own, or (with `of`) of somebody one supervises; the calendar says the dates and the name too. */
export function AbsenceSheet({ of: opened = "", onClose }: { of?: string; onClose: () => void }) {
  const [of = "", from, until, ...named] = opened.split("/");
  const app = useApp();
  const own = of === "";
  // A person without a flex balance is told nothing about it. Of others than oneself this device does not know.
  const noFlex = own && app.balances.value?.accounts.every(({ account }) => account !== "flex");
  const name = nameIn(app.team.value, of) || named.join("/");
  const held = useHeld();
  const save = async (away: FilledAway): Promise<void> => {
    const done = own ? t("away.saved") : t("away.saved_for", { name });
    if (!(await held.making.made())) return;
    const saved = await app.acts.recordAbsence(away, own ? undefined : of, held.fresh());
    await announceOn(app.acts, own ? monthsOf(away.from, away.until) : [], saved, done);
    onClose();
  };
  return (
    <Sheet title={own ? t("away.title") : t("away.title_for", { name })} onClose={onClose}>
      <AwayForm
        kinds={own ? OWN_KINDS : KINDS}
        first={{ kind: from ? "annual_holiday" : "sick", from: from ?? app.today.value?.date ?? "", until }}
        yes={t("away.save")}
        onSave={save}
        onClose={onClose}
        more={own ? <GivenPages held={held} /> : null}
        says={({ kind }) => t(`away.effect.${noFlex ? "met" : kind}`)}
      />
    </Sheet>
  );
}
