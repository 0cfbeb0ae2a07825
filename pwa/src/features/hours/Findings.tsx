import type { Finding } from "../../domain/types";
import type { HoursDay, HoursView } from "../../store/appState";
import { Button } from "../../ui/Button";
import { knows, t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { announceOn } from "../_shared/reply/announce";
import { MissingOut } from "../_shared/punches/MissingOut";
import { TwoOuts } from "../_shared/punches/TwoOuts";
import type { DayForm } from "./dayForm";

interface Props {
  day: HoursDay;
  view: HoursView;
  onDo: (doing: DayForm) => void;
}

/** What is to be known of the day, in plain words, each with what can be done about it. */
export function Findings({ day, view, onDo }: Props) {
  const cards = useApp().attention.value.filter((item) => "date" in item && item.date === day.date);
  const asked = new Set<string>(["kiky_earmarked", ...cards.map(({ kind }) => kind)]);
  const told = (day.result?.findings ?? []).filter(({ kind }) => !asked.has(kind));
  const earmarked = earmarkedOf(day, view);
  if (cards.length + told.length + earmarked.length === 0) return null;
  return (
    <section class="hours-findings" aria-label={t("hours.findings")}>
      {cards.map((item) =>
        item.kind === "missing_out" ? (
          <MissingOut key={item.key} item={item} today={view.today} />
        ) : item.kind === "two_outs" ? (
          <TwoOuts key={item.key} item={item} />
        ) : null,
      )}
      {told.map((finding, i) => (
        <Told key={i} finding={finding} day={day} onDo={onDo} />
      ))}
      {earmarked.map(({ id, name }) => (
        <Earmarked key={id} id={id} name={name} date={day.date} />
      ))}
    </section>
  );
}

function Told({ finding: { kind, params }, day, onDo }: { finding: Finding; day: HoursDay; onDo: Props["onDo"] }) {
  const act = actOn(kind, params, day);
  return (
    <div class="note">
      <p>
        {knows(`finding.${kind}`) ? t(`finding.${kind}`, params) : t("hours.finding_unknown")}{" "}
        {knows(`hours.todo.${kind}`) ? t(`hours.todo.${kind}`, params) : null}
      </p>
      {act ? <Button onClick={() => onDo(act.doing)}>{t(act.label)}</Button> : null}
    </div>
  );
}

/** The form that mends it, where there is one. */
function actOn(kind: string, params: Finding["params"], day: HoursDay): { label: string; doing: DayForm } | null {
  const longest = [...day.entries].filter(({ end }) => end !== null).sort((a, b) => length(b) - length(a))[0];
  if (kind === "break_missing" && longest)
    return { label: "hours.add_break", doing: { what: "split", entry: longest.id } };
  if (kind === "out_without_in") return { label: "hours.add_missing", doing: { what: "add", end: Number(params.at) } };
  if (kind === "double_in") {
    return { label: "hours.add_missing", doing: { what: "add", start: Number(params.first), end: Number(params.at) } };
  }
  if (kind === "overlap") {
    const over = [...day.entries]
      .reverse()
      .find(({ start, end }) => start <= Number(params.start) && (end ?? 0) >= Number(params.end));
    return over ? { label: "hours.fix_overlap", doing: { what: "edit", entry: over.id } } : null;
  }
  return null;
}

function length({ start, end }: { start: number; end: number | null }): number {
  return (end ?? start) - start;
}

/** Work on a type that is set apart for kiky, not marked as kiky. */
function earmarkedOf(day: HoursDay, view: HoursView): { id: string; name: string }[] {
  if (day.plan?.kiky?.accounted !== "obligation") return [];
  const types = new Map(view.workTypes.filter(({ kiky }) => kiky).map(({ id, name }) => [id, name]));
  const open = day.entries.filter(({ kiky, workType }) => !kiky && workType !== null && types.has(workType));
  return open.map(({ id, workType }) => ({ id, name: types.get(workType!)! }));
}

function Earmarked({ id, name, date }: { id: string; name: string; date: string }) {
  const { acts } = useApp();
  const mark = async (): Promise<void> =>
    announceOn(acts, [date], await acts.editEntry(id, { kiky: true }), t("hours.kiky_marked"));
  return (
    <div class="note">
      <p>{t("hours.earmarked", { name })}</p>
      <Button kind="warm" onClick={mark}>
        {t("hours.mark_kiky")}
      </Button>
    </div>
  );
}
