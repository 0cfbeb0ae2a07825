import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { say } from "../../ui/toast";
import { t } from "../../ui/words";
import { AskFirst } from "../_shared/forms/AskFirst";
import { type Asked, refusalText, Wait } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { KeySheet } from "./KeySheet";
import { Secret } from "./Secret";
import { when } from "./when";

type Key = Wire["ApiKeyData"];

/** Keys: made, copied once, and ended at once. */
export function ApiKeys({ asked: [reply, again] }: { asked: Asked<Wire["ApiKeys"]> }) {
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState("");
  const close = (made: string): void => {
    setMaking(false);
    setSecret(made);
    if (made) again();
  };
  return (
    <section class="card" aria-labelledby="api-keys">
      <div class="desk-head">
        <h2 id="api-keys">{t("integrations.keys")}</h2>
        <Button onClick={() => setMaking(true)}>{t("integrations.key.make")}</Button>
      </div>
      <p class="muted">{t("integrations.keys.text")}</p>
      {secret ? (
        <Secret
          id="api-key-secret"
          label={t("integrations.key.secret")}
          secret={secret}
          onClose={() => setSecret("")}
        />
      ) : null}
      <Wait reply={reply} again={again}>
        {({ keys, scopes, latest }) => (
          <>
            {keys.length === 0 ? <p class="muted">{t("integrations.keys.none")}</p> : null}
            <ul class="integrations-list">
              {keys.map((key) => (
                <Row key={key.id} told={key} onChanged={again} />
              ))}
            </ul>
            {making ? <KeySheet scopes={scopes} latest={latest} onClose={close} /> : null}
          </>
        )}
      </Wait>
    </section>
  );
}

function Row({ told, onChanged }: { told: Key; onChanged: () => void }) {
  const { office } = useApp();
  const { id, name, ending, scopes, until, standing } = told;
  const end = async (): Promise<void> => {
    const reply = await office.remove(`/api/v1/api-keys/${encodeURIComponent(id)}`);
    say(refusalText(reply) || t("integrations.key.revoked_now", { name }), !reply.ok);
    onChanged();
  };
  const used = told.used_at ? t("integrations.key.used", { when: when(told.used_at) }) : t("integrations.key.unused");
  return (
    <li class={standing === "good" ? undefined : "muted"}>
      <div>
        <b>{name}</b> <span class="muted integrations-ending">…{ending}</span>
        <small>{scopes.map((scope) => t(`integrations.scope.${scope}`)).join(", ")}</small>
        <small>{[t(`integrations.key.${standing}`, { until }), used].join(" · ")}</small>
      </div>
      {standing !== "good" ? null : (
        <AskFirst
          act={t("integrations.key.revoke")}
          label={t("integrations.key.revoke_named", { name })}
          yes={t("integrations.key.revoke_yes")}
          onYes={end}
        />
      )}
    </li>
  );
}
