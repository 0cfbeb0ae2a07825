import "./board.css";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { say } from "../../ui/toast";
import { t, tn } from "../../ui/words";
import { List } from "../_shared/list/List";
import { type Refusal, Refused, useAnswer } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { Outcome, type Named } from "./Outcome";
import { Reopen } from "./Reopen";

/** The ways of a month in their order; what was approved and changed stands by itself. */
const WAYS = ["open", "returned", "changed", "sent", "approved", "closed"] as const;
const UNSENT = new Set(["open", "returned"]);

interface Done {
  words: string;
  done: number;
  refused: readonly Named[];
}

/** The month board of the desk: whose month is missing at a glance, everybody's as a table, and deeds on many at once. */
export function Board({ list, onChange }: { list: Wire["Months"]; onChange: () => Promise<void> }) {
  const { office, session } = useApp();
  const [filters, setFilters] = useState<Readonly<Record<string, string>>>({});
  const { told, refusal, did, remind, close } = useDeeds(list.month, onChange);
  const others = list.people.filter(({ person }) => person !== session.value.person);
  const unsent = others.filter((one) => UNSENT.has(one.status) && !one.left).length;
  return (
    <>
      <section class="card months-board" aria-labelledby="board">
        <h2 id="board">{t("months.whose")}</h2>
        <Ways list={list} on={filters.status ?? ""} onPick={(status) => setFilters({ ...filters, status })}>
          <WithFindings
            list={list}
            on={filters.has_findings === "yes"}
            onPick={(on) => setFilters({ ...filters, has_findings: on ? "yes" : "" })}
          />
        </Ways>
        {list.over && unsent > 0 && told?.words !== "months.reminded" ? (
          <Button kind="go" onClick={() => remind()}>
            {tn("months.remind", unsent)}
          </Button>
        ) : null}
        <Refused refusal={refusal} />
        {told ? <Outcome {...told} /> : null}
      </section>
      <List
        name="months"
        caption={t("months.people")}
        ask={(query) => office.get(`/api/v1/tables/months?${query}`)}
        file={(query) => `/api/v1/tables/months?${query}`}
        more={{ month: list.month }}
        changed={Date.parse(list.as_of) || 0}
        filters={filters}
        onFilter={setFilters}
        bulk={(ids) => (
          <Deeds
            key={ids.join()}
            list={list}
            ids={ids}
            onRemind={remind}
            onClose={close}
            onReopened={(done, refused) => did("months.reopened", done, refused)}
          />
        )}
      />
    </>
  );
}

/** What is done with many months, and what came of it. */
function useDeeds(month: string, onChange: () => Promise<void>) {
  const { office } = useApp();
  const [told, setTold] = useState<Done | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const did = async (words: string, done: number, refused: readonly Named[]): Promise<void> => {
    setTold({ words, done, refused });
    say(tn(words, done));
    await onChange();
  };
  const remind = async (people?: readonly string[]): Promise<void> => {
    const reply = await office.post("/api/v1/months/remind", { month, ...(people ? { people } : {}) });
    setRefusal(reply.ok ? null : reply);
    if (reply.ok) await did("months.reminded", reply.data.done.length, reply.data.refused);
  };
  const close = async (people: readonly string[]): Promise<void> => {
    const reply = await office.post("/api/v1/months/close", { id: office.newId(), month, people });
    setRefusal(reply.ok ? null : reply);
    if (reply.ok) await did("months.closed", reply.data.closed.length, reply.data.refused);
  };
  return { told, refusal, did, remind, close };
}

interface WaysProps {
  list: Wire["Months"];
  /** The one that the table is narrowed to; empty for none. */
  on: string;
  onPick: (way: string) => void;
  children: ComponentChildren;
}

function Ways({ list: { people }, on, onPick, children }: WaysProps) {
  const count = (way: string): number => people.filter((one) => wayOf(one) === way).length;
  return (
    <ul class="months-board-ways">
      {WAYS.map((way) => (
        <Way
          key={way}
          way={way}
          count={count(way)}
          of={people.length}
          on={on === way}
          onPick={() => onPick(on === way ? "" : way)}
        />
      ))}
      {children}
    </ul>
  );
}

/** People of whom the tile is counted at once; of more, when it is tapped: each of their days is read for it. */
const COUNTED = 500;

interface WithFindingsProps {
  list: Wire["Months"];
  on: boolean;
  onPick: (on: boolean) => void;
}

/** How many months have something odd in them; a tap narrows the table to those. */
function WithFindings({ list, on, onPick }: WithFindingsProps) {
  const { office } = useApp();
  const of = list.people.length;
  const asks = of <= COUNTED || on;
  const query = new URLSearchParams({ month: list.month, filter: "has_findings:yes", size: "1" });
  const [reply] = useAnswer<Wire["Table"] | null>(
    async () => (asks ? office.get(`/api/v1/tables/months?${query}`) : { ok: true, data: null }),
    [list.as_of, asks],
  );
  const count = reply?.ok ? reply.data?.found : undefined;
  return (
    <li class="months-board-way changed">
      <button type="button" aria-pressed={on} onClick={() => onPick(!on)}>
        <b>{count ?? "–"}</b> <span>{t("months.findings")}</span>
        <i aria-hidden="true" style={{ width: `${of && count ? (100 * count) / of : 0}%` }} />
      </button>
    </li>
  );
}

function wayOf({ status, changed }: Wire["PersonMonth"]): string {
  return changed && status === "sent" ? "changed" : status;
}

interface WayProps {
  way: (typeof WAYS)[number];
  count: number;
  of: number;
  on: boolean;
  onPick: () => void;
}

/** How many months have come this far, as a number and a bar; a tap narrows the table to them. */
function Way({ way, count, of, on, onPick }: WayProps) {
  return (
    <li class={`months-board-way ${way}`}>
      <button type="button" aria-pressed={on} onClick={onPick}>
        <b>{count}</b> <span>{t(`month.status.${way}`)}</span>
        <i aria-hidden="true" style={{ width: `${of ? (100 * count) / of : 0}%` }} />
      </button>
    </li>
  );
}

interface DeedsProps {
  list: Wire["Months"];
  ids: readonly string[];
  onRemind: (people: readonly string[]) => Promise<void>;
  onClose: (people: readonly string[]) => Promise<void>;
  onReopened: (done: number, refused: readonly Named[]) => Promise<void>;
}

/** What can be done with the chosen months; closing asks once, and opening again asks why. */
function Deeds({ list, ids, onRemind, onClose, onReopened }: DeedsProps) {
  const chosen = list.people.filter(({ person }) => ids.includes(person));
  const unsent = chosen.filter(({ status }) => UNSENT.has(status));
  const approved = chosen.filter(({ status }) => status === "approved");
  const closed = chosen.filter(({ status }) => status === "closed");
  const [asking, setAsking] = useState<"close" | "reopen" | "">("");
  const idsOf = (some: typeof chosen): string[] => some.map(({ person }) => person);
  if (asking === "reopen")
    return <Reopen month={list.month} people={closed} onDone={onReopened} onCancel={() => setAsking("")} />;
  return (
    <span class="row-buttons">
      {list.over && unsent.length > 0 ? (
        <Button onClick={() => onRemind(idsOf(unsent))}>{tn("months.remind_chosen", unsent.length)}</Button>
      ) : null}
      {list.may_close && list.over && approved.length > 0 ? (
        <Button kind="go" onClick={() => (asking ? onClose(idsOf(approved)) : setAsking("close"))}>
          {t(asking ? "months.close_yes" : "months.close", { n: approved.length })}
        </Button>
      ) : null}
      {list.may_close && closed.length > 0 ? (
        <Button onClick={() => setAsking("reopen")}>{tn("months.reopen", closed.length)}</Button>
      ) : null}
    </span>
  );
}
