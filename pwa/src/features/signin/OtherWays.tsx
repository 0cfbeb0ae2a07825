import { useSignal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import type { CompanyWays, KeptOut } from "../../store/appState";
import { Button } from "../../ui/Button";
import { canUsePasskeys, signByPasskey } from "../../ui/passkeys";
import { knows, speakOffice, t } from "../../ui/words";
import { Field } from "../_shared/forms/Field";
import { useApp } from "../_shared/useApp";
import { Wrong } from "./form";
import { welcome } from "./welcome";
import { companyHere } from "./wayBack";

/** In without a password: by the workplace's own sign-in where it has one, and by a passkey. */
export function OtherWays() {
  const app = useApp();
  const [found, setFound] = useState<CompanyWays | null>(null);
  const wrong = useSignal("");
  const said = ({ messageKey, retryAfter }: KeptOut): void =>
    void (wrong.value = t(messageKey, { seconds: retryAfter ?? 0 }));
  useEffect(() => {
    let wanted = true;
    Promise.all([app.acts.otherWays().then((ways) => ways.look(companyHere())), speakOffice()]).then(
      ([ways]) => wanted && setFound(ways),
      () => {},
    );
    return () => void (wanted = false);
  }, []);
  if (!found || !knows("oidc.sign_in")) return null;
  const toWork = async (word: string): Promise<void> => {
    wrong.value = "";
    const begun = await (await app.acts.otherWays()).begin(word);
    if (begun.ok) location.assign(begun.address);
    else said(begun);
  };
  const byPasskey = async (): Promise<void> => {
    wrong.value = "";
    const ways = await app.acts.otherWays();
    const asked = await ways.askPasskey();
    if (!asked.ok) return said(asked);
    const signed = await signByPasskey(asked.options);
    if (!signed) return void (wrong.value = t("passkey.none_used"));
    const done = await ways.enterByPasskey(signed);
    return done.ok ? welcome(app) : said(done);
  };
  return (
    <div class="signin-ways">
      {found.ways.map(({ word, organisation }) => (
        <Button key={word} onClick={() => toWork(word)}>
          {t("oidc.sign_in_at", { organisation })}
        </Button>
      ))}
      {found.ways.length === 0 && found.more ? <Workplace onChosen={toWork} /> : null}
      {canUsePasskeys() ? <Button onClick={byPasskey}>{t("passkey.sign_in")}</Button> : null}
      <Wrong text={wrong.value} />
    </div>
  );
}

/** Which workplace it is, where this server has several and no link has said it. */
function Workplace({ onChosen }: { onChosen: (word: string) => Promise<void> }) {
  const word = useSignal("");
  const asking = useSignal(false);
  if (!asking.value) return <Button onClick={() => (asking.value = true)}>{t("oidc.sign_in")}</Button>;
  const submit = (event: Event): void => {
    event.preventDefault();
    void onChosen(word.value.trim().toLowerCase());
  };
  return (
    <form class="signin-form" onSubmit={submit}>
      <Field id="workplace" label={t("oidc.word")} hint={t("oidc.word_asked")}>
        <input
          id="workplace"
          class="input"
          autocapitalize="none"
          autocomplete="organization"
          spellcheck={false}
          required
          minLength={2}
          maxLength={40}
          aria-describedby="workplace-hint"
          value={word.value}
          onInput={(event) => (word.value = event.currentTarget.value)}
        />
      </Field>
      <button type="submit" class="button">
        {t("oidc.sign_in")}
      </button>
    </form>
  );
}
