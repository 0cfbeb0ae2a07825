import type { HoursDay } from "../../store/appState";
import { t, tn } from "../../ui/words";
import { notable } from "./telling";

/** Small marks on a day, each with its meaning in words: kiky, something to look at, waiting for approval, unsent. */
export function DayMarks({ day }: { day: HoursDay }) {
  const { result, kikyPlanned, unsent } = day;
  const kiky = kikyPlanned || (result?.kiky ?? 0) > 0;
  return (
    <span class="hours-marks">
      {kiky ? <Mark kind="kiky" sign="K" text={t("hours.mark.kiky")} /> : null}
      {result?.unapproved ? <Mark kind="wait" sign="?" text={t("hours.mark.unapproved")} /> : null}
      {notable(day) ? <Mark kind="finding" sign="!" text={tn("hours.mark.findings", result!.findings.length)} /> : null}
      {unsent ? <Mark kind="unsent" sign="↑" text={t("hours.mark.unsent")} /> : null}
    </span>
  );
}

function Mark({ kind, sign, text }: { kind: string; sign: string; text: string }) {
  return (
    <i class={`hours-mark ${kind}`} title={text}>
      <span aria-hidden="true">{sign}</span>
      <span class="vh">{text} </span>
    </i>
  );
}
