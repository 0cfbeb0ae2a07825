import "./signin.css";
import { useSignal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { Button } from "../../ui/Button";
import { go } from "../../ui/router";
import { shouldInstallFirst } from "../../ui/platform";
import { t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { HomeScreenFirst } from "./HomeScreenFirst";
import { Languages } from "../_shared/Languages";
import { OwnEmail, Secret } from "../_shared/forms/credentials";
import { SecondStep, useComingIn } from "./comingIn";
import { ComingBack } from "./ComingBack";
import { Forgotten } from "./Forgotten";
import { OtherWays } from "./OtherWays";
import { wayBack } from "./wayBack";
import { Submit, Wrong } from "./form";

/** Signing in; on an iPhone first how to put the app on the home screen, for it does not inherit what this tab knows. */
export function SignIn() {
  const app = useApp();
  const here = useSignal(false);
  const forgotten = useSignal(false);
  const [back, setBack] = useState(wayBack);
  const { status } = app.session.value;
  useEffect(() => {
    document.title = `${t("signin.title")} · Leima`;
  });
  if (shouldInstallFirst() && status === "signed_out" && !here.value && !back) {
    return <HomeScreenFirst onStay={() => (here.value = true)} />;
  }
  const toSignIn = (): void => void (forgotten.value = false);
  return (
    <main class="signin-door">
      <div class="signin-card">
        <img class="signin-mark" src="/icons/leima.svg" alt="" width="64" height="64" />
        {back ? (
          <ComingBack back={back} onAgain={() => setBack(null)} />
        ) : forgotten.value ? (
          <Forgotten known={app.session.value.email} onBack={toSignIn} />
        ) : (
          <>
            <h1>{t("signin.title")}</h1>
            <p class="muted">{t(status === "signed_out" ? "signin.lead" : "signin.again")}</p>
            <Form known={app.session.value.email} onForgotten={() => (forgotten.value = true)} />
            <OtherWays />
          </>
        )}
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

function Form({ known, onForgotten }: { known: string; onForgotten: () => void }) {
  const { acts } = useApp();
  const email = useSignal(known);
  const password = useSignal("");
  const coming = useComingIn((code) => acts.signIn(email.value.trim(), password.value, code));
  return (
    <form class="signin-form" onSubmit={(event) => void coming.submit(event)}>
      <OwnEmail id="own-email" label={t("signin.email")} value={email} />
      <Secret id="own-password" label={t("signin.password")} complete="current-password" value={password} />
      <SecondStep of={coming} />
      <Wrong text={coming.wrong.value} />
      <Submit busy={coming.busy.value}>{t("signin.submit")}</Submit>
      <Button kind="link" class="signin-back" onClick={onForgotten}>
        {t("signin.forgotten")}
      </Button>
    </form>
  );
}
