import "./signin.css";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { enter, go } from "../../ui/router";
import { shouldInstallFirst } from "../../ui/platform";
import { say } from "../../ui/toast";
import { t } from "../../ui/words";
import { useLive } from "../live";
import { HomeScreenFirst } from "./HomeScreenFirst";
import { Languages } from "../Languages";
import { Field, Submit, Wrong } from "./form";

/** Signing in; on an iPhone first how to put the app on the home screen, for it does not inherit what this tab knows. */
export function SignIn() {
  const live = useLive();
  const here = useSignal(false);
  const { status } = live.session.value;
  useEffect(() => {
    document.title = `${t("signin.title")} · Leima`;
  });
  if (shouldInstallFirst() && status === "signed_out" && !here.value) {
    return <HomeScreenFirst onStay={() => (here.value = true)} />;
  }
  return (
    <main class="door">
      <div class="door-card">
        <img class="mark" src="/icons/leima.svg" alt="" width="64" height="64" />
        <h1>{t("signin.title")}</h1>
        <p class="muted">{t(status === "signed_out" ? "signin.lead" : "signin.again")}</p>
        <Form known={live.session.value.email} />
        {status === "signed_out" ? null : (
          <a class="door-back" href="/tanaan" onClick={(event) => (event.preventDefault(), go("/tanaan"))}>
            {t("signin.back")}
          </a>
        )}
      </div>
      <Languages />
    </main>
  );
}

function signedIn(): void {
  enter("/tanaan");
  say(t("signin.done"));
}

function Form({ known }: { known: string }) {
  const { acts } = useLive();
  const email = useSignal(known);
  const password = useSignal("");
  const wrong = useSignal("");
  const busy = useSignal(false);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy.value) return;
    busy.value = true;
    wrong.value = "";
    const answer = await acts.signIn(email.value.trim(), password.value).finally(() => (busy.value = false));
    if (answer.ok) return signedIn();
    wrong.value = t(answer.messageKey, { seconds: answer.retryAfter ?? 0 });
  };
  return (
    <form class="door-form" onSubmit={(event) => void submit(event)}>
      <Field label={t("signin.email")} type="email" complete="username" value={email} />
      <Field label={t("signin.password")} type="password" complete="current-password" value={password} />
      <Wrong text={wrong.value} />
      <Submit busy={busy.value}>{t("signin.submit")}</Submit>
    </form>
  );
}
