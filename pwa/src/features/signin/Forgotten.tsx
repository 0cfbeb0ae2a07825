import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Button } from "../../ui/Button";
import { speakOffice, t } from "../../ui/words";
import { OwnEmail } from "../_shared/forms/credentials";
import { useApp } from "../_shared/useApp";
import { Submit, Wrong } from "./form";

/** Asks for a letter with a link for a new password. Whether somebody has the address is not said here either. */
export function Forgotten({ known, onBack }: { known: string; onBack: () => void }) {
  const { acts } = useApp();
  const email = useSignal(known);
  const wrong = useSignal("");
  const sent = useSignal("");
  const busy = useSignal(false);
  useEffect(() => void speakOffice(), []);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy.value) return;
    busy.value = true;
    wrong.value = "";
    const to = email.value.trim();
    const answer = await acts.forgotPassword(to).finally(() => (busy.value = false));
    if (answer.ok) sent.value = to;
    else wrong.value = t(answer.messageKey, { seconds: answer.retryAfter ?? 0 });
  };
  return (
    <>
      <h1>{t("forgotten.title")}</h1>
      {sent.value ? (
        <p role="status">{t("forgotten.sent", { email: sent.value })}</p>
      ) : (
        <>
          <p class="muted">{t("forgotten.lead")}</p>
          <form class="signin-form" onSubmit={(event) => void submit(event)}>
            <OwnEmail id="forgotten-email" label={t("signin.email")} value={email} />
            <Wrong text={wrong.value} />
            <Submit busy={busy.value}>{t("forgotten.send")}</Submit>
          </form>
        </>
      )}
      <Button kind="link" class="signin-back" onClick={onBack}>
        {t("signin.to_sign_in")}
      </Button>
    </>
  );
}
