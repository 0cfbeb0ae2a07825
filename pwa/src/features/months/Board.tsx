import "./board.css";
import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { say } from "../../ui/toast";
import { t, tn } from "../../ui/words";
import { List } from "../_shared/list/List";
import { type Refusal, Refused } from "../_shared/reply/reply";
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
  const { office } = useApp();
  const [status, setStatus] = useState("");
  const [filters, setFilters] = useState<Readonly<Record<string, string>>>({});
  const [told, setTold] = useState<Done | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const wayOf = ({ status, changed }: Wire["PersonMonth"]): string =>
    changed && status === "sent" ? "changed" : status;
  const of = new Map(list.people.map((one) => [one.person, one]));
  const unsent = list.people.filter((one) => UNSENT.has(one.status) && !one.left).length;
  const did = async (words: string, done: number, refused: readonly Named[]): Promise<void> => {
    setTold({ words, done, refused });
    say(tn(words, done));
    await onChange();
  };
  const remind = async (people?: readonly string[]): Promise<void> => {
    const reply = await office.post("/api/v1/months/remind", { month: list.month, ...(people ? { people } : {}) });
    setRefusal(reply.ok ? null : reply);
    if (reply.ok) await did("months.reminded", reply.data.done.length, reply.data.refused);
  };
  const close = async (people: readonly string[]): Promise<void> => {
    const reply = await office.post("/api/v1/months/close", { id: office.newId(), month: list.month, people });
    setRefusal(reply.ok ? null : reply);
    if (reply.ok) await did("months.closed", reply.data.closed.length, reply.data.refused);
  };
  const chosen = (ids: readonly string[], way: string): Wire["PersonMonth"][] =>
    ids.flatMap((id) => {
      const one = of.get(id);
      return one && (way === "unsent" ? UNSENT.has(one.status) : one.status === way) ? [one] : [];
    });
  return (
    <>
      <section class="card board" aria-labelledby="board">
        <h2 id="board">{t("months.whose")}</h2>
        <ul class="board-ways">
          {WAYS.map((way) => (
            <Way
              key={way}
              way={way}
              count={list.people.filter((one) => wayOf(one) === way).length}
              of={list.people.length}
              on={status === way}
              onPick={() => {
                const next = status === way ? "" : way;
                setStatus(next);
                setFilters({ ...filters, status: next });
              }}
            />
          ))}
        </ul>
        {list.over && unsent > 0 ? (
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
        onFilter={(to) => {
          setFilters(to);
          setStatus(to.status ?? "");
        }}
        bulk={(ids) => (
          <Deeds
            key={ids.join()}
            list={list}
            unsent={chosen(ids, "unsent")}
            approved={chosen(ids, "approved")}
            closed={chosen(ids, "closed")}
            onRemind={remind}
            onClose={close}
            onReopened={(done, refused) => did("months.reopened", done, refused)}
          />
        )}
      />
    </>
  );
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
    <li class={`board-way ${way}`}>
      <button type="button" aria-pressed={on} onClick={onPick}>
        <b>{count}</b> <span>{t(`month.status.${way}`)}</span>
        <i aria-hidden="true" style={{ width: `${of ? (100 * count) / of : 0}%` }} />
      </button>
    </li>
  );
}

interface DeedsProps {
  list: Wire["Months"];
  unsent: readonly Wire["PersonMonth"][];
  approved: readonly Wire["PersonMonth"][];
  closed: readonly Wire["PersonMonth"][];
  onRemind: (people: readonly string[]) => Promise<void>;
  onClose: (people: readonly string[]) => Promise<void>;
  onReopened: (done: number, refused: readonly Named[]) => Promise<void>;
}

/** What can be done with the chosen months; closing asks once, and opening again asks why. */
function Deeds({ list, unsent, approved, closed, onRemind, onClose, onReopened }: DeedsProps) {
  const [asking, setAsking] = useState<"close" | "reopen" | "">("");
  const idsOf = (some: DeedsProps["closed"]): string[] => some.map(({ person }) => person);
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
