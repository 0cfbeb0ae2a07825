import "./month.css";
import type { ChangeRow } from "../../../store/appState";
import { clock, dayDate } from "../../../ui/formats";
import { knows, language, siteZone, t } from "../../../ui/words";
import { useApp } from "../useApp";
import { Refusing } from "../forms/Refusing";
import { decisionUndo, announce } from "../reply/announce";
import { Named } from "../Person";

const HIDDEN = new Set(["id", "person", "overrides", "opening_punch", "source", "version"]);

/** What is told by its name; a name that this device does not know is not told by its id. */
const NAMED = new Set(["work_type", "cost_centre"]);

interface Props {
  row: ChangeRow;
  onDone: () => void;
  /** The decision was taken back: the request waits again. */
  onUndone?: () => unknown;
}

/** Something that came after its month was locked: what it was, what it would be, and the word on it. */
export function ChangeCard({ row, onDone, onUndone }: Props) {
  const { acts } = useApp();
  const { id, person, person_name: name, version } = row;
  // What was approved counts already, with its postings: it is corrected, not undone.
  const undo = decisionUndo(acts, { kind: "change", id, person, name, version }, onUndone);
  const decide = async (decision: "approve" | "reject", reason = ""): Promise<void> => {
    const saved = await acts.decideChange(row, decision, reason);
    announce(saved, t(`team.decided.${decision}`), decision === "reject" ? undo : undefined);
    onDone();
  };
  return (
    <article class="card month-decision">
      <h3>
        <Named
          id={row.person}
          name={row.person_name}
          text={t("change.title", { name: row.person_name, day: dayDate(row.date, language()) })}
          own
        />
      </h3>
      <p>{t(`change.what.${row.what}`, { name: row.asked_by_name })}</p>
      <Values row={row} />
      <Refusing
        id={row.id}
        yes={t("team.approve")}
        no={t("team.reject")}
        onYes={() => decide("approve")}
        onNo={(reason) => decide("reject", reason)}
      />
    </article>
  );
}

function Values({ row }: { row: ChangeRow }) {
  const today = useApp().today.value;
  const names = new Map([...(today?.workTypes ?? []), ...(today?.costCentres ?? [])].map((one) => [one.id, one.name]));
  const wanted = (row.new.set as Record<string, unknown> | undefined) ?? row.new;
  const values = row.kind === "late_punch" ? { kind: row.new.kind, at: row.at } : wanted;
  const shown = Object.entries(values).filter(([name, value]) => !HIDDEN.has(name) && isSaid(name, value));
  if (shown.length === 0) return null;
  return (
    <dl class="month-change-values">
      {shown.map(([name, value]) => (
        <div key={name}>
          <dt>{t(`field.${name}`)}</dt>
          <dd>
            {row.old && row.old[name] !== undefined && row.old[name] !== value ? (
              <>
                <s>{plain(name, row.old[name], names)}</s>{" "}
              </>
            ) : null}
            {plain(name, value, names)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function isSaid(name: string, value: unknown): boolean {
  return knows(`field.${name}`) && value !== null && value !== "" && value !== false && typeof value !== "object";
}

function plain(name: string, value: unknown, names: ReadonlyMap<unknown, string>): string {
  if (typeof value === "boolean") return t(value ? "value.yes" : "value.no");
  if (typeof value === "number" && value > 100_000_000_000) return clock(value, language(), siteZone());
  if (typeof value === "number") return t("value.minutes", { minutes: value });
  const said = String(value as string);
  const told = [`value.${name}.${said}`, ...(name === "kind" ? [`absence.${said}`] : [])].find(knows);
  if (told) return t(told);
  if (typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value)) return dayDate(value, language());
  if (NAMED.has(name)) return names.get(value) ?? "–";
  return value === null || value === undefined ? "–" : String(value as string);
}
