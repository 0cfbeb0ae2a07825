import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { say } from "../../ui/toast";
import { fullDate, num } from "../../ui/formats";
import { language, t, tn } from "../../ui/words";
import { refusalText } from "../_shared/reply/reply";
import { Sure } from "../_shared/Sure";
import { useApp } from "../_shared/useApp";
import { Longer } from "./Longer";
import { sourceText } from "./source";

interface Props {
  told: Wire["Retention"];
  onChanged: () => void;
}

/** What would go today, kind by kind, and the button that removes just that. */
export function Preview({ told, onChanged }: Props) {
  return (
    <section class="card" aria-labelledby="retention-preview">
      <h2 id="retention-preview">{t("retention.preview")}</h2>
      {told.on_hold ? <p class="note">{t("retention.all_held")}</p> : null}
      <ul class="retention-kinds">
        {told.kinds.map((kind) => (
          <Kind key={kind.kind} told={kind} onChanged={onChanged} />
        ))}
      </ul>
      {told.records > 0 ? <Run told={told} onChanged={onChanged} /> : <p>{t("retention.nothing")}</p>}
    </section>
  );
}

function Kind({ told, onChanged }: { told: Wire["KindData"]; onChanged: () => void }) {
  const [changing, setChanging] = useState(false);
  const name = t(`kept.${told.kind}`);
  const close = (done: boolean): void => {
    setChanging(false);
    if (done) onChanged();
  };
  return (
    <li>
      <div>
        <b>{name}</b>
        <small>{`${tn("retention.year", told.years)} ${t(`retention.counted.${told.counted}`)}`}</small>
        <small>{t("retention.settled", { source: sourceText(told.source) })}</small>
      </div>
      <dl class="retention-counts">
        <Count label={t("retention.before")} value={fullDate(told.before, language())} />
        <Count label={t("retention.records")} value={num(told.records, language())} />
        {told.held > 0 ? <Count label={t("retention.held")} value={num(told.held, language())} /> : null}
      </dl>
      <Button label={t("retention.longer_named", { kind: name })} onClick={() => setChanging(true)}>
        {t("retention.longer")}
      </Button>
      {changing ? <Longer told={told} name={name} onClose={close} /> : null}
    </li>
  );
}

function Count({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Run({ told, onChanged }: Props) {
  const { office } = useApp();
  const [runs, setRuns] = useState(false);
  const run = async (): Promise<void> => {
    setRuns(true);
    const reply = await office.post("/api/v1/retention/run", { seen_plan: told.seen });
    say(refusalText(reply) || t("retention.ran", { n: reply.ok ? reply.data.records : 0 }), !reply.ok);
    setRuns(false);
    onChanged();
  };
  if (runs) return <p role="status">{t("retention.running")}</p>;
  return (
    <Sure
      kind="danger"
      ask={t("retention.run", { n: told.records })}
      warning={t("retention.run_sure")}
      yes={t("retention.run_yes")}
      onYes={run}
    />
  );
}
