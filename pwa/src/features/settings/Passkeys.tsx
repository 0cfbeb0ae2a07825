import { useEffect, useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { fullDate } from "../../ui/formats";
import { follow } from "../../ui/Nav";
import { canUsePasskeys, makePasskey } from "../../ui/passkeys";
import { say } from "../../ui/toast";
import { knows, language, speakOffice, t } from "../../ui/words";
import { Input } from "../_shared/forms/fields";
import { type Refusal, Refused, refusalText, useReply } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";

const LONGEST_NAME = 60;

/** One's own passkeys: made just after signing in, named, removed. Recommended to those who decide, pay or administer. */
export function Passkeys() {
  useEffect(() => void speakOffice(), []);
  return knows("passkey.title") ? <Card /> : null;
}

function Card() {
  const [reply, again] = useReply("/api/v1/auth/passkeys");
  return (
    <details class="card settings-unfold">
      <summary>{t("passkey.title")}</summary>
      <div class="settings-two-step">
        <p class="muted">{t("passkey.lead")}</p>
        {reply?.ok && reply.data.recommended ? <p>{t("passkey.recommended")}</p> : null}
        {reply && !reply.ok ? <p class="muted">{refusalText(reply)}</p> : null}
        {reply?.ok ? <List found={reply.data} again={again} /> : null}
      </div>
    </details>
  );
}

function List({ found, again }: { found: Wire["PasskeysData"]; again: () => void }) {
  return (
    <>
      <ul class="settings-devices">
        {found.passkeys.map((one) => (
          <One key={one.id} one={one} again={again} />
        ))}
      </ul>
      {!found.possible ? (
        <p class="muted">{t("error.passkey_no_name")}</p>
      ) : !canUsePasskeys() ? (
        <p class="muted">{t("passkey.not_here")}</p>
      ) : found.fresh ? (
        <New onMade={again} />
      ) : (
        <p>
          {t("passkey.sign_in_first")}{" "}
          <a href="/kirjaudu" onClick={(event) => follow(event, "/kirjaudu")}>
            {t("passkey.sign_in_now")}
          </a>
        </p>
      )}
    </>
  );
}

function New({ onMade }: { onMade: () => void }) {
  const { office } = useApp();
  const [name, setName] = useState("");
  const [refusal, setRefusal] = useState<Refusal | string | null>(null);
  const make = async (): Promise<void> => {
    setRefusal(null);
    const begun = await office.post("/api/v1/auth/passkeys/begin", {});
    if (!begun.ok) return setRefusal(begun);
    const credential = await makePasskey(begun.data.options);
    if (!credential) return setRefusal(t("passkey.not_made"));
    const called = name.trim() || t("passkey.unnamed");
    const made = await office.post("/api/v1/auth/passkeys", { credential, called });
    if (!made.ok) return setRefusal(made);
    setName("");
    say(t("passkey.made"));
    onMade();
  };
  return (
    <div class="settings-password">
      <Input
        id="passkey-name"
        label={t("passkey.name")}
        hint={t("passkey.name_hint")}
        value={name}
        onInput={setName}
        maxLength={LONGEST_NAME}
      />
      <Refused refusal={refusal} />
      <Button kind="go" onClick={make}>
        {t("passkey.make")}
      </Button>
    </div>
  );
}

type Doing = "" | "rename" | "remove";

function One({ one, again }: { one: Wire["PasskeyData"]; again: () => void }) {
  const { office } = useApp();
  const [doing, setDoing] = useState<Doing>("");
  const [name, setName] = useState(one.name);
  const path = `/api/v1/auth/passkeys/${encodeURIComponent(one.id)}` as const;
  const rename = async (): Promise<void> => {
    const done = await office.put(path, { called: name.trim() || one.name });
    if (!done.ok) say(refusalText(done), true);
    setDoing("");
    again();
  };
  const remove = async (): Promise<void> => {
    const gone = await office.remove(path);
    say(gone.ok ? t("passkey.removed") : refusalText(gone), !gone.ok);
    again();
  };
  return (
    <li>
      {doing === "rename" ? (
        <Input
          id={`passkey-${one.id}`}
          label={t("passkey.name")}
          value={name}
          onInput={setName}
          maxLength={LONGEST_NAME}
        />
      ) : (
        <span>
          <b>{one.name}</b>
          <small>{lastUse(one)}</small>
        </span>
      )}
      <span class="row-buttons">
        {doing === "rename" ? <Button onClick={rename}>{t("common.save")}</Button> : null}
        {doing === "remove" ? (
          <Button kind="danger" onClick={remove}>
            {t("passkey.remove_yes")}
          </Button>
        ) : null}
        {doing ? (
          <Button onClick={() => setDoing("")}>{t("common.cancel")}</Button>
        ) : (
          <Ways name={one.name} onChoose={setDoing} />
        )}
      </span>
    </li>
  );
}

function lastUse({ copied, used_at }: Wire["PasskeyData"]): string {
  if (copied) return t("error.passkey_copied");
  return used_at ? t("passkey.used", { date: fullDate(used_at.slice(0, 10), language()) }) : t("passkey.unused");
}

function Ways({ name, onChoose }: { name: string; onChoose: (doing: Doing) => void }) {
  return (
    <>
      <Button label={t("passkey.rename_named", { name })} onClick={() => onChoose("rename")}>
        {t("passkey.rename")}
      </Button>
      <Button label={t("passkey.remove_named", { name })} onClick={() => onChoose("remove")}>
        {t("passkey.remove")}
      </Button>
    </>
  );
}
