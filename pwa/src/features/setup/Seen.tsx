import type { Wire } from "../../store/appState";
import { fullDate, hm } from "../../ui/formats";
import { knows, language, t, tn } from "../../ui/words";

type Answer = Wire["StaffTaken"];
type Person = Answer["people"][number];
type Note = Person["notes"][number];
const KINDS = ["joined", "left", "changed"] as const;

/** What a file would do: its faults by row and column, then person by person what differs. */
export function Seen({ answer }: { answer: Answer }) {
  const of = (kind: Person["kind"]): Person[] => answer.people.filter((one) => one.kind === kind);
  const counts = KINDS.map((kind) => tn(`staff.${kind}`, of(kind).length));
  const same = tn("staff.same", answer.same);
  return (
    <div role="status" class="setup-seen">
      {answer.faults.length > 0 ? <Faults faults={answer.faults} /> : null}
      <p>
        <b>{answer.people.length === 0 && answer.faults.length === 0 ? t("staff.nothing") : t("staff.nothing_yet")}</b>{" "}
        {[...counts, same].join(" · ")}
      </p>
      {answer.teams.length > 0 ? <p>{t("staff.new_teams", { names: answer.teams.join(", ") })}</p> : null}
      {of("left").length > 0 ? <p class="muted">{t("staff.left.access")}</p> : null}
      {KINDS.map((kind) => (
        <Kind key={kind} kind={kind} people={of(kind)} />
      ))}
    </div>
  );
}

export function Faults({ faults }: { faults: Answer["faults"] }) {
  return (
    <div class="note bad">
      <h3>{tn("staff.faults", faults.length)}</h3>
      <ul class="setup-faults">
        {faults.map(({ row, column, message }) => (
          <li key={`${row}${column}${message}`}>
            <b>{row === null ? t("staff.whole") : t(column ? "staff.fault" : "staff.row", { row, column })}</b>{" "}
            {message}
          </li>
        ))}
      </ul>
    </div>
  );
}

const SHOWN = 200;

function Kind({ kind, people }: { kind: Person["kind"]; people: readonly Person[] }) {
  if (people.length === 0) return null;
  return (
    <details open={kind !== "joined"}>
      <summary>{tn(`staff.${kind}`, people.length)}</summary>
      <ul class="setup-people">
        {people.slice(0, SHOWN).map((one) => (
          <li key={`${one.row}${one.name}`}>
            <b>{one.name}</b>
            <Notes notes={kind === "joined" ? one.notes.filter(({ field }) => field === "roles") : one.notes} />
          </li>
        ))}
      </ul>
      {people.length > SHOWN ? <p class="muted">{tn("staff.more", people.length - SHOWN)}</p> : null}
    </details>
  );
}

function Notes({ notes }: { notes: readonly Note[] }) {
  if (notes.length === 0) return null;
  return (
    <ul>
      {notes.map((note) => (
        <li key={note.field + note.from}>{told(note)}</li>
      ))}
    </ul>
  );
}

/** "Tiimi: Myynti → Tuotanto, 1.1.2027 alkaen". */
function told({ field, before, after, from }: Note): string {
  const name = t(`staff.field.${NAMES[field] ?? field}`);
  const [was, is] = [before, after].map((value) => (value === "" ? "–" : shown(field, value)));
  return t("staff.note", { field: name, before: was!, after: is!, date: fullDate(from, language()) });
}

const NAMES: Readonly<Record<string, string>> = {
  day_minutes: "day",
  week_minutes: "week",
  hourly_cents: "hourly_wage",
  period: "period_weeks",
  weekdays: "day",
  kiky_opt_out: "kiky",
  travel_pay: "travel_pay_per_km",
  travel_prices: "travel_prices_per_km",
  "opening.flex": "flex",
  "opening.kiky": "kiky",
  "opening.annual_holiday": "holiday",
};

function shown(field: string, value: string): string {
  if (field === "until" || field === "from" || field === "counts_from") return fullDate(value, language());
  if (field === "day_minutes" || field === "week_minutes" || field === "opening.flex") return hm(Number(value));
  if (field === "share") return `${Math.round(Number(value) * 100)} %`;
  if (field === "hourly_cents") return (Number(value) / 100).toFixed(2);
  if (field === "roles")
    return value
      .split(", ")
      .map((role) => t(`people.role.${role}`))
      .join(", ");
  const word = { form: `form.${value}`, pay: `contracts.pay.${value}` }[field];
  return word && knows(word) ? t(word) : value;
}
