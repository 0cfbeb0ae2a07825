import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { fullDate } from "../../ui/formats";
import { say } from "../../ui/toast";
import { language, t } from "../../ui/words";
import { type Refusal, Refused } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { settingName } from "./values";

interface Props {
  one: Wire["OneAgreement"];
  again: () => void;
}

/** The changes of this agreement's rules, newest first; the one that stands is taken back with one tap. */
export function RulesMade({ one, again }: Props) {
  const { office } = useApp();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  if (one.changes.length === 0) return null;
  const undo = async (version: number): Promise<void> => {
    const path = `/api/v1/agreements/${encodeURIComponent(one.agreement.key)}/changes/${version}/undo` as const;
    const reply = await office.post(path, {});
    if (!reply.ok) return setRefusal(reply);
    say(t("agreements.undone", { n: reply.data.outcome?.changed.length ?? 0 }));
    again();
  };
  return (
    <section class="card" aria-labelledby="rules-made">
      <h2 id="rules-made">{t("agreements.made")}</h2>
      <ul class="agreements-rules-made">
        {one.changes.map((change) => (
          <Made key={change.version} change={change} onUndo={() => undo(change.version)} />
        ))}
      </ul>
      <Refused refusal={refusal} />
    </section>
  );
}

function Made({ change, onUndo }: { change: Wire["RulesChange"]; onUndo: () => Promise<void> }) {
  const names = change.settings.map(settingName).join(", ") || t("agreements.made_head");
  const when = change.from ? t("desk.from", { date: fullDate(change.from, language()) }) : "";
  return (
    <li>
      <span>
        <b>{when}</b> {names}
        <small>
          {[fullDate(change.at.slice(0, 10), language()), change.by, change.undone ? t("contracts.is_undone") : ""]
            .filter(Boolean)
            .join(" · ")}
        </small>
      </span>
      {change.may_undo ? (
        <Button label={t("agreements.undo_named", { name: names })} onClick={onUndo}>
          {t("common.undo")}
        </Button>
      ) : null}
    </li>
  );
}
