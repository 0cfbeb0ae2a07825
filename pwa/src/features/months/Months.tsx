import "./months.css";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { ChangeRow, MonthStatus } from "../../store/live";
import { Button } from "../../ui/Button";
import { addDays, capital, monthName } from "../../ui/formats";
import { Icon } from "../../ui/Icon";
import { language, t, tn } from "../../ui/words";
import { ChangeCard } from "../ChangeCard";
import { FrozenMonth } from "../FrozenMonth";
import { useLive } from "../live";
import { Closing } from "./Closing";
import { Deciding } from "./Deciding";
import { Leaver } from "./Leaver";

export interface Line {
  person: string;
  name: string;
  team: string | null;
  status: MonthStatus;
  decided_by_name: string | null;
  reason: string;
  /** Has no access or no contract any more. */
  left: boolean;
}

export interface MonthList {
  month: string;
  over: boolean;
  people: Line[];
  late: ChangeRow[];
  may_close: boolean;
}

/** What waits for a decision comes first. */
const ORDER: MonthStatus[] = ["sent", "returned", "open", "approved", "closed"];

/** Everybody's month: who has sent, who is approved, who is closed; payroll closes here. */
export function Months() {
  const { office } = useLive();
  const month = useSignal<string | null>(null);
  const list = useSignal<MonthList | null>(null);
  const trouble = useSignal("");
  const load = async (): Promise<void> => {
    const reply = await office.get<MonthList>(`/api/v1/months${month.value ? `?month=${month.value}` : ""}`);
    trouble.value = reply.ok ? "" : reply.offline ? t("months.offline") : reply.problem.detail;
    if (reply.ok) list.value = reply.data;
  };
  const to = (chosen: string): void => {
    month.value = chosen;
    void load();
  };
  useEffect(() => void load(), []);
  return (
    <main class="months">
      {trouble.value ? (
        <div class="note" role="alert">
          <p>{trouble.value}</p>
          <Button onClick={load}>{t("common.try_again")}</Button>
        </div>
      ) : null}
      {list.value ? (
        <Shown list={list.value} onMonth={to} onChange={load} />
      ) : trouble.value ? (
        <h2>{t("nav.kuukaudet")}</h2>
      ) : (
        <p class="loading">{t("common.loading")}</p>
      )}
    </main>
  );
}

interface ShownProps {
  list: MonthList;
  onMonth: (month: string) => void;
  onChange: () => Promise<void>;
}

function Shown({ list: told, onMonth, onChange }: ShownProps) {
  const { list, decided } = useDecided(told, onChange);
  const sent = list.people.filter(({ status }) => status === "sent").length;
  return (
    <>
      <Stepper month={list.month} onMonth={onMonth} />
      <Counts list={list} />
      <Deciding month={list.month} sent={sent} onDecided={decided} />
      {list.may_close ? <Closing list={told} onClosed={onChange} /> : null}
      {list.late.length > 0 ? (
        <section class="months-late" aria-labelledby="late">
          <h2 id="late">{tn("month.late", list.late.length)}</h2>
          {list.late.map((row) => (
            <ChangeCard key={row.id} row={row} onDone={() => void onChange()} />
          ))}
        </section>
      ) : null}
      <People list={list} onChange={onChange} />
    </>
  );
}

/** The list with what was decided here in it; the server is asked again once it has been told. */
function useDecided(told: MonthList, onChange: () => Promise<void>) {
  const here = useSignal<ReadonlyMap<string, MonthStatus>>(new Map());
  const { unsent } = useLive().sync.value;
  useEffect(() => {
    if (unsent === 0 && here.value.size > 0) void onChange().then(() => (here.value = new Map()));
  }, [unsent]);
  const people = told.people.map((one) => ({ ...one, status: here.value.get(one.person) ?? one.status }));
  const decided = (person: string, status: MonthStatus): void =>
    void (here.value = new Map(here.value).set(person, status));
  return { list: { ...told, people }, decided };
}

function Stepper({ month, onMonth }: { month: string; onMonth: (month: string) => void }) {
  const title = `${capital(monthName(`${month}-01`, language()))} ${month.slice(0, 4)}`;
  const before = addDays(`${month}-01`, -1).slice(0, 7);
  const after = addDays(`${month}-28`, 4).slice(0, 7);
  return (
    <div class="months-step">
      <button type="button" class="icon-button back" aria-label={t("months.previous")} onClick={() => onMonth(before)}>
        <Icon name="next" />
      </button>
      <h2 aria-live="polite">{title}</h2>
      <button type="button" class="icon-button" aria-label={t("months.next")} onClick={() => onMonth(after)}>
        <Icon name="next" />
      </button>
    </div>
  );
}

function Counts({ list }: { list: MonthList }) {
  const count = (status: MonthStatus): number => list.people.filter((one) => one.status === status).length;
  return (
    <dl class="card months-counts">
      {ORDER.map((status) => (
        <div key={status}>
          <dt>{t(`month.status.${status}`)}</dt>
          <dd>{count(status)}</dd>
        </div>
      ))}
    </dl>
  );
}

function People({ list, onChange }: { list: MonthList; onChange: () => Promise<void> }) {
  const rank = (one: Line): number => ORDER.indexOf(one.status);
  const sorted = [...list.people].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
  return (
    <section class="card" aria-labelledby="months-people">
      <h2 id="months-people">{t("months.people")}</h2>
      <ul class="months-people">
        {sorted.map((one) => (
          <li key={one.person}>
            <span>
              <b>{one.name}</b>
              <small>
                {[one.team, one.status === "returned" ? one.reason : one.decided_by_name].filter(Boolean).join(" · ")}
              </small>
            </span>
            <span class={`month-tag ${one.status}`}>{t(`month.status.${one.status}`)}</span>
            {list.may_close && list.over && isLeft(one) ? (
              <Leaver key={`${list.month} ${one.person}`} month={list.month} person={one} onClosed={onChange} />
            ) : null}
            {one.status === "closed" ? <FrozenMonth key={list.month} month={list.month} person={one.person} /> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Who has left can neither send a month nor be asked to. */
function isLeft({ left, status }: Line): boolean {
  return left && status !== "approved" && status !== "closed";
}
