import { useEffect, useRef, useState } from "preact/hooks";
import type { Wire } from "../../store/live";
import { Button } from "../../ui/Button";
import { t, tn } from "../../ui/words";
import { type Refusal, Refused } from "../desk";
import { useLive } from "../live";
import { minutesOf } from "../lengths";
import { TrialRun } from "../TrialRun";
import { ChangeFields } from "./ChangeFields";
import { type Asked, EMPTY, changeOf } from "./change";
import { Receipt } from "./Receipt";

interface Props {
  people: readonly Wire["PersonContracts"][];
  onClose: (done: boolean) => void;
}

/** What changes and from when, then the trial run, then the receipt. */
export function ChangePanel({ people, onClose }: Props) {
  const { office } = useLive();
  const [asked, setAsked] = useState<Asked>(EMPTY);
  const [id] = useState(office.newId);
  const [tried, setTried] = useState<Wire["Outcome"] | null>(null);
  const [done, setDone] = useState<Wire["Outcome"] | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [wrong, setWrong] = useState("");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [done]);
  if (done) return <Receipt outcome={done} onClose={() => onClose(true)} />;
  const body = (): object | null => {
    const change = changeOf(asked, minutesOf);
    const lacks = "wrong" in change ? change.wrong : asked.from ? "" : "from";
    setWrong(lacks ? t(`contracts.lacks.${lacks}`) : "");
    if (lacks) return null;
    const { from, until, hourlyToo } = asked;
    return { from, until: until || null, people: people.map(({ person }) => person), change, hourly_too: hourlyToo };
  };
  const attempt = async (): Promise<void> => {
    const wanted = body();
    if (!wanted) return;
    const reply = await office.post<Wire["Outcome"]>("/api/v1/contracts/preview", wanted);
    setRefusal(reply.ok ? null : reply);
    setTried(reply.ok ? reply.data : null);
  };
  const carryOut = async (): Promise<void> => {
    const wanted = body();
    if (!wanted) return;
    const reply = await office.post<Wire["Outcome"]>("/api/v1/contracts", { id, ...wanted });
    setRefusal(reply.ok ? null : reply);
    if (reply.ok) setDone(reply.data);
  };
  return (
    <section class="card change" aria-labelledby="change">
      <h2 id="change" ref={heading} tabIndex={-1}>
        {tn("contracts.change_for", people.length, { name: people[0]?.name ?? "" })}
      </h2>
      <ChangeFields
        asked={asked}
        onChange={(part) => {
          setAsked({ ...asked, ...part });
          setTried(null);
        }}
      />
      <p role="alert" class="warm-text">
        {wrong}
      </p>
      <Refused refusal={refusal} />
      {tried ? <TrialRun outcome={tried} /> : null}
      <div class="row-buttons">
        {tried && tried.changed.length > 0 ? (
          <Button kind="go" onClick={carryOut}>
            {tn("contracts.do", tried.changed.length)}
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
