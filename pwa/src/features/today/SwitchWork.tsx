import { useEffect, useRef } from "preact/hooks";
import type { Acts, BookingChoice, TodayView } from "../../store/appState";
import { Button } from "../../ui/Button";
import { takeTurn } from "../../ui/toast";
import { t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { punchUndo, announce } from "../_shared/reply/announce";

interface Props {
  today: TodayView;
  change: Partial<BookingChoice>;
  onDone: () => void;
}

/** Work goes on and something else was chosen: from this minute on, or for all of it. */
export function SwitchWork({ today, change, onDone }: Props) {
  const { acts } = useApp();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.scrollIntoView?.({ block: "nearest" }), []);
  const { running, state, now } = today;
  if (!running) return null;
  const start = running.start;
  const switchNow = async (): Promise<void> => {
    onDone();
    const turn = takeTurn();
    announce(await acts.switchNow(change), t("today.switch.done", { at: now }), punchUndo(acts), turn);
  };
  const later = async (): Promise<void> => {
    onDone();
    await acts.switchOnReturn(change);
  };
  const correct = async (): Promise<void> => {
    onDone();
    const before = standing(running.booking, change);
    const said = t("today.switch.corrected", { start });
    const undo = async (): Promise<void> => {
      const again = takeTurn();
      announce(await acts.uncorrect(running.entry, before), said, undefined, again);
    };
    const turn = takeTurn();
    announce(await acts.correctRunning(change), said, undo, turn);
  };
  return (
    <div ref={place} class="today-switching" role="group" aria-label={t("today.switch.from")}>
      <p>{told(today, change)}</p>
      <div class="row-buttons">
        {state === "break" ? (
          <Button kind="go" onClick={later}>
            {t("today.switch.later")}
          </Button>
        ) : (
          <Button kind="go" onClick={switchNow}>
            {t("today.switch.now")}
          </Button>
        )}
        <Button onClick={correct}>{t("today.switch.correct", { start })}</Button>
        <Button onClick={onDone}>{t("common.cancel")}</Button>
      </div>
    </div>
  );
}

function standing(booking: BookingChoice, change: Partial<BookingChoice>): Parameters<Acts["uncorrect"]>[1] {
  const names = Object.keys(change) as (keyof BookingChoice)[];
  return Object.fromEntries(names.map((name) => [name, booking[name]]));
}

/** "Asiakastyö · etätyö": what will be, in a few words. */
function told({ workTypes, costCentres }: TodayView, change: Partial<BookingChoice>): string {
  const nameIn = (list: TodayView["workTypes"], id: string | null): string =>
    list.find((one) => one.id === id)?.name ?? t("today.switch.none");
  const said = [
    ...(change.workType === undefined ? [] : [`${t("today.work_type")}: ${nameIn(workTypes, change.workType)}`]),
    ...(change.costCentre === undefined
      ? []
      : [`${t("today.cost_centre")}: ${nameIn(costCentres, change.costCentre)}`]),
    ...(change.remote === undefined ? [] : [t(change.remote ? "today.switch.remote" : "today.switch.not_remote")]),
    ...(change.kiky === undefined ? [] : [t(change.kiky ? "today.switch.kiky" : "today.switch.not_kiky")]),
  ];
  return said.join(" · ");
}
