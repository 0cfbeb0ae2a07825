import "../_shared/months/month.css";
import "./months.css";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { MonthStatus, Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { follow } from "../../ui/Nav";
import { path, within } from "../../ui/router";
import { DESK, useWide } from "../../ui/useWide";
import { t, tn } from "../../ui/words";
import { ChangeCard } from "../_shared/months/ChangeCard";
import { FrozenMonth } from "../_shared/months/FrozenMonth";
import { useApp } from "../_shared/useApp";
import { daysAddress } from "../_shared/months/MonthCard";
import { Board } from "./Board";
import { Closing } from "./Closing";
import { Days } from "./Days";
import { Deciding } from "./Deciding";
import { CloseLeaver } from "./CloseLeaver";
import { Stepper } from "./Stepper";

/** What waits for a decision comes first. */
const ORDER: MonthStatus[] = ["sent", "returned", "open", "approved", "closed"];

/** Everybody's month: who has sent, who is approved, who is closed; payroll closes here. */
export function Months() {
  const [person, month, date] = within.value ? deeper() : [];
  return person ? <Days key={person + (month ?? "")} person={person} month={month} date={date} /> : <Everybody />;
}

/** The person and the month that the address names: `/kuukaudet/<person>/<YYYY-MM>`, and a date of it after that. */
function deeper(): (string | undefined)[] {
  return path.value.split("/").slice(2).map(decodeURIComponent);
}

function Everybody() {
  const { office, sync } = useApp();
  const month = useSignal<string | null>(null);
  const list = useSignal<Wire["Months"] | null>(null);
  const trouble = useSignal("");
  const load = async (): Promise<void> => {
    const reply = await office.get(month.value ? `/api/v1/months?month=${month.value}` : "/api/v1/months");
    trouble.value = reply.ok ? "" : reply.offline ? t("months.offline") : reply.problem.detail;
    if (reply.ok) list.value = reply.data;
  };
  const to = (chosen: string): void => {
    month.value = chosen;
    void load();
  };
  // A decision that was on its way when the list was read shows once it has arrived.
  useEffect(() => void load(), [sync.value.unsent]);
  return (
    <main class="months">
      {trouble.value ? (
        <div class="note" role="alert">
          <p>{trouble.value}</p>
          <Button onClick={load}>{t("common.try_again")}</Button>
        </div>
      ) : null}
      {list.value ? <Shown list={list.value} onMonth={to} onChange={load} /> : null}
      {list.value || trouble.value ? null : <p class="loading">{t("common.loading")}</p>}
    </main>
  );
}

interface ShownProps {
  list: Wire["Months"];
  onMonth: (month: string) => void;
  onChange: () => Promise<void>;
}

function Shown({ list: told, onMonth, onChange }: ShownProps) {
  const desk = useWide(DESK);
  const { list, decided } = useDecided(told, onChange);
  const sent = list.people.filter(({ status }) => status === "sent").length;
  return (
    <>
      <Stepper month={list.month} onMonth={onMonth} />
      {desk ? <Board key={list.month} list={told} onChange={onChange} /> : <Counts list={list} />}
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
      {desk ? <Leavers list={list} onChange={onChange} /> : <People list={list} onChange={onChange} />}
    </>
  );
}

/** The list with what was decided here in it; the server is asked again once it has been told. */
function useDecided(told: Wire["Months"], onChange: () => Promise<void>) {
  const here = useSignal<ReadonlyMap<string, MonthStatus>>(new Map());
  const { unsent } = useApp().sync.value;
  useEffect(() => {
    if (unsent === 0 && here.value.size > 0) void onChange().then(() => (here.value = new Map()));
  }, [unsent]);
  const people = told.people.map((one) => ({ ...one, status: here.value.get(one.person) ?? one.status }));
  const decided = (person: string, status: MonthStatus): void =>
    void (here.value = new Map(here.value).set(person, status));
  return { list: { ...told, people }, decided };
}

function Counts({ list }: { list: Wire["Months"] }) {
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

interface PeopleProps {
  list: Wire["Months"];
  onChange: () => Promise<void>;
  title?: string;
}

function People({ list, onChange, title = "months.people" }: PeopleProps) {
  const rank = (one: Wire["PersonMonth"]): number => ORDER.indexOf(one.status);
  const sorted = [...list.people].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
  return (
    <section class="card" aria-labelledby="months-people">
      <h2 id="months-people">{t(title)}</h2>
      <ul class="months-people">
        {sorted.map((one) => (
          <li key={one.person}>
            <span>
              <ToDays person={one} month={list.month} />
              <small>
                {[one.team, one.status === "returned" ? one.reason : one.decided_by_name].filter(Boolean).join(" · ")}
              </small>
            </span>
            <span class={`month-tag ${one.status}`}>
              {t(one.changed && one.status === "sent" ? "month.changed" : `month.status.${one.status}`)}
            </span>
            {list.may_close && list.over && isLeft(one) ? (
              <CloseLeaver key={`${list.month} ${one.person}`} month={list.month} person={one} onClosed={onChange} />
            ) : null}
            {one.status === "closed" ? <FrozenMonth key={list.month} month={list.month} person={one.person} /> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Beside the board: those who have left, whose month payroll sends and closes in their place. */
function Leavers({ list, onChange }: { list: Wire["Months"]; onChange: () => Promise<void> }) {
  const people = list.may_close && list.over ? list.people.filter(isLeft) : [];
  return people.length > 0 ? <People list={{ ...list, people }} onChange={onChange} title="months.leavers" /> : null;
}

function ToDays({ person: { person, name }, month }: { person: Wire["PersonMonth"]; month: string }) {
  const to = daysAddress(person, month);
  return (
    <a class="month-link" href={to} onClick={(event) => follow(event, to)}>
      {name}
    </a>
  );
}

/** Who has left can neither send a month nor be asked to. */
function isLeft({ left, status }: Wire["PersonMonth"]): boolean {
  return left && status !== "approved" && status !== "closed";
}
