import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { say } from "../../ui/toast";
import { t } from "../../ui/words";
import { refusalText } from "../_shared/reply/reply";
import { Sure } from "../_shared/Sure";
import { useApp } from "../_shared/useApp";
import { HoldSheet } from "./HoldSheet";

type Hold = Wire["HoldData"];

interface Props {
  holds: readonly Hold[];
  today: string;
  onChanged: () => void;
}

/** Whose records do not go, why, and who has said so. */
export function Holds({ holds, today, onChanged }: Props) {
  const [setting, setSetting] = useState(false);
  const close = (done: boolean): void => {
    setSetting(false);
    if (done) onChanged();
  };
  return (
    <section class="card" aria-labelledby="retention-holds">
      <div class="desk-head">
        <h2 id="retention-holds">{t("retention.holds")}</h2>
        <Button onClick={() => setSetting(true)}>{t("retention.hold.set")}</Button>
      </div>
      <p class="muted">{t("retention.holds.text")}</p>
      {holds.length === 0 ? <p class="muted">{t("retention.holds.none")}</p> : null}
      <ul class="retention-list">
        {holds.map((hold) => (
          <Row key={hold.id} told={hold} onChanged={onChanged} />
        ))}
      </ul>
      {setting ? <HoldSheet today={today} onClose={close} /> : null}
    </section>
  );
}

function Row({ told, onChanged }: { told: Hold; onChanged: () => void }) {
  const { office } = useApp();
  const whose = told.person_name ?? t("retention.hold.everybody");
  const name = told.set_by_name ?? "";
  const from = told.from_date;
  const dates = told.until_date
    ? t("retention.hold.until", { from, until: told.until_date, name })
    : t("retention.hold.open", { from, name });
  const lift = async (): Promise<void> => {
    const reply = await office.remove(`/api/v1/retention/holds/${told.id}`);
    say(refusalText(reply) || t("retention.hold.lifted"), !reply.ok);
    onChanged();
  };
  return (
    <li class={told.stands ? undefined : "muted"}>
      <div>
        <b>{whose}</b>
        <div>{told.reason}</div>
        <small>{dates}</small>
        {told.stands ? null : <small>{t("retention.hold.over")}</small>}
      </div>
      {told.lifted_at === null ? (
        <Sure
          ask={t("retention.hold.lift")}
          label={t("retention.hold.lift_named", { name: whose })}
          yes={t("retention.hold.lift_yes")}
          onYes={lift}
        />
      ) : null}
    </li>
  );
}
