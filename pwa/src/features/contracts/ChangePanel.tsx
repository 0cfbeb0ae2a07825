import { useEffect, useRef, useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { t, tn } from "../../ui/words";
import { type Refusal, Refused } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { minutesOf } from "../_shared/forms/lengths";
import { TrialRun } from "../_shared/forms/TrialRun";
import { ChangeFields } from "./ChangeFields";
import { type Asked, BEGIN, EMPTY, changeOf } from "./change";
import { Receipt } from "./Receipt";

interface Props {
  people: readonly Wire["PersonContracts"][];
  onClose: (done: boolean) => void;
  /** It has been done; false once it was taken back. */
  onDone?: (done: boolean) => void;
  /** The one person gets a contract, instead of another one in place of what there is. */
  begins?: boolean;
}

type Outcome = Wire["Outcome"];

/** The fields and what the server has said of them: the trial run, the deed, or why neither. */
function useChange(people: Props["people"], begins: boolean) {
  const { office } = useApp();
  const [asked, setAsked] = useState<Asked>(begins ? BEGIN : EMPTY);
  const [id] = useState(office.newId);
  const [tried, setTried] = useState<Outcome | null>(null);
  const [done, setDone] = useState<Outcome | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [wrong, setWrong] = useState("");
  const send = async (
    path: "/api/v1/contracts" | "/api/v1/contracts/preview",
    more: object,
    take: (outcome: Outcome) => void,
  ): Promise<void> => {
    const change = changeOf(asked, minutesOf);
    const lacks = "wrong" in change ? change.wrong : asked.from ? "" : "from";
    setWrong(lacks ? t(`contracts.lacks.${lacks}`) : "");
    if (lacks) return;
    const { from, until, hourlyToo } = asked;
    const persons = people.map(({ person }) => person);
    const rest = { change, hourly_too: hourlyToo, begins, ...more };
    const body = { from, until: until || null, people: persons, ...rest };
    const reply = await office.post(path, body);
    setRefusal(reply.ok ? null : reply);
    if (reply.ok) take(reply.data);
  };
  return {
    asked,
    tried,
    done,
    refusal,
    wrong,
    ask: (part: Partial<Asked>) => {
      setAsked({ ...asked, ...part });
      setTried(null);
    },
    attempt: () => send("/api/v1/contracts/preview", {}, setTried),
    carryOut: () => send("/api/v1/contracts", { id }, setDone),
  };
}

/** What changes and from when, then the trial run, then the receipt. */
export function ChangePanel({ people, onClose, onDone, begins = false }: Props) {
  const { asked, tried, done, refusal, wrong, ask, attempt, carryOut } = useChange(people, begins);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [done]);
  useEffect(() => void (done && onDone?.(true)), [done]);
  if (done) return <Receipt outcome={done} onClose={() => onClose(true)} onUndone={() => onDone?.(false)} />;
  return (
    <section class="card contracts-change" aria-labelledby="change">
      <h2 id="change" ref={heading} tabIndex={-1}>
        {begins
          ? t("contracts.begin_for", { name: people[0]?.name ?? "" })
          : tn("contracts.change_for", people.length, { name: people[0]?.name ?? "" })}
      </h2>
      <ChangeFields asked={asked} onChange={ask} />
      <p role="alert" class="warm-text">
        {wrong}
      </p>
      <Refused refusal={refusal} />
      {tried ? <TrialRun outcome={tried} /> : null}
      <div class="row-buttons">
        {tried && tried.changed.length > 0 ? (
          <Button kind="go" onClick={carryOut}>
            {begins ? t("contracts.begin") : tn("contracts.do", tried.changed.length)}
          </Button>
        ) : (
          <Button kind="go" onClick={attempt}>
            {t("contracts.try")}
          </Button>
        )}
        <Button onClick={() => onClose(false)}>{t("common.cancel")}</Button>
      </div>
    </section>
  );
}
