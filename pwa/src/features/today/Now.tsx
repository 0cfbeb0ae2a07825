import type { TodayView } from "../../store/appState";
import { Length } from "../../ui/Length";
import { aloud } from "../../ui/spoken";
import { TimeLine } from "../../ui/TimeLine";
import { Told } from "../../ui/Told";
import { drawLine } from "../../ui/timeLineDrawing";
import { siteZone, t } from "../../ui/words";
import { BookingChoices } from "./BookingChoices";
import { drawnSpans, fillsAt, nowMinute } from "./progress";

/** The running day: state, worked time, target, picture, and what the time is booked on. */
export function Now({ today }: { today: TodayView }) {
  return (
    <section class="card today-now" aria-label={t("today.now")}>
      <p class={`today-state ${today.state}`}>
        <i aria-hidden="true" />
        {stateText(today)}
      </p>
      {today.noTerms ? <NoTerms why={today.noContract ? "no_contract" : "no_terms"} /> : <Count today={today} />}
      <Picture today={today} />
      <BookingChoices today={today} />
    </section>
  );
}

function stateText({ state, since }: TodayView): string {
  if (state === "out" && since === null) return t("today.state.not_yet");
  return since === null ? t(`today.state.${state}_plain`) : t(`today.state.${state}`, { since });
}

function NoTerms({ why }: { why: "no_contract" | "no_terms" }) {
  return (
    <div class="no-terms">
      <strong>{t(`today.${why}.title`)}</strong>
      <p>{t(`today.${why}.text`)}</p>
    </div>
  );
}

function Count({ today }: { today: TodayView }) {
  const worked = today.result?.worked ?? 0;
  const kiky = today.result?.kiky ?? 0;
  return (
    <p class="today-count">
      <strong>
        <Length minutes={worked} />
        <span class="vh"> {t("today.worked")}</span>
      </strong>
      <span>
        <Told text={targetText(today, t)} said={targetText(today, aloud)} />
        {kiky > 0 ? (
          <b class="today-kiky-part">
            <Told text={t("today.kiky_part", { kiky })} said={aloud("today.kiky_part", { kiky })} />
          </b>
        ) : null}
      </span>
    </p>
  );
}

/** "target 7:30, full at 16.02", or how the day stands against it. */
function targetText(today: TodayView, tell: typeof aloud): string {
  const target = today.result?.target ?? today.plan?.target ?? 0;
  const holiday = today.plan?.holiday;
  if (target <= 0) return holiday ? t("today.target.holiday", { holiday }) : t("today.target.none");
  const at = fillsAt(today);
  if (at !== null) return tell("today.target.fills", { target, at });
  const over = (today.result?.worked ?? 0) - target;
  if (over >= 0) return tell("today.target.full", { target, over });
  return tell("today.target.plain", { target });
}

function Picture({ today }: { today: TodayView }) {
  const spans = drawnSpans(today);
  const zone = siteZone();
  const dayStart = today.plan?.start ?? null;
  if (dayStart === null) return null;
  const at = fillsAt(today);
  const drawing = drawLine({
    spans,
    now: nowMinute(today),
    fillsAt: at,
    dayStart,
    zone,
  });
  const told = spans.map((span) => t(`today.line.${span.kind}`, { ...span }));
  const twin = told.length ? told.join(", ") : t("today.line.empty");
  return <TimeLine drawing={drawing} twin={`${t("today.line.title")}: ${twin}.`} />;
}
