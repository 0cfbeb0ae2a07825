import "./signin.css";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { go } from "../../ui/router";
import { shouldInstallFirst } from "../../ui/platform";
import { t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { HomeScreenFirst } from "./HomeScreenFirst";
import { Languages } from "../_shared/Languages";
import { OwnEmail, Secret } from "../_shared/forms/credentials";
import { Submit, Wrong } from "./form";
import { welcome } from "./welcome";

/** Signing in; on an iPhone first how to put the app on the home screen, for it does not inherit what this tab knows. */
export function SignIn() {
  const app = useApp();
  const here = useSignal(false);
  const { status } = app.session.value;
  useEffect(() => {
    document.title = `${t("signin.title")} · Leima`;
  });
  if (shouldInstallFirst() && status === "signed_out" && !here.value) {
    return <HomeScreenFirst onStay={() => (here.value = true)} />;
  }
  return (
    <main class="signin-door">
      <div class="signin-card">
        <img class="signin-mark" src="/icons/leima.svg" alt="" width="64" height="64" />
        <h1>{t("signin.title")}</h1>
        <p class="muted">{t(status === "signed_out" ? "signin.lead" : "signin.again")}</p>
        <Form known={app.session.value.email} />
        {status === "signed_out" ? null : (
          <a class="signin-back" href="/tanaan" onClick={(event) => (event.preventDefault(), go("/tanaan"))}>
            {t("signin.back")}
          </a>
        )}
      </div>
      <Languages />
    </main>
  );
}

function Form({ known }: { known: string }) {
  const app = useApp();
  const email = useSignal(known);
  const password = useSignal("");
  const wrong = useSignal("");
  const busy = useSignal(false);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy.value) return;
    busy.value = true;
    wrong.value = "";
    const answer = await app.acts.signIn(email.value.trim(), password.value).finally(() => (busy.value = false));
    if (answer.ok) return welcome(app);
    wrong.value = t(answer.messageKey, { seconds: answer.retryAfter ?? 0 });
  };
  return (
    <form class="signin-form" onSubmit={(event) => void submit(event)}>
      <OwnEmail id="own-email" label={t("signin.email")} value={email} />
      <Secret id="own-password" label={t("signin.password")} complete="current-password" value={password} />
      <Wrong text={wrong.value} />
      <Submit busy={busy.value}>{t("signin.submit")}</Submit>
    </form>
  );
}
