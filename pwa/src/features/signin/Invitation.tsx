import "./signin.css";
import { useSignal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import type { Acts } from "../../store/appState";
import { shouldInstallFirst } from "../../ui/platform";
import { t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { HomeScreenFirst } from "./HomeScreenFirst";
import { Languages } from "../_shared/Languages";
import { Secret } from "../_shared/forms/credentials";
import { Submit, Wrong } from "./form";
import { welcome } from "./welcome";

type Invited = Awaited<ReturnType<Acts["lookInvitation"]>>;

const LEAST_PASSWORD = 12;

/** The page behind an invitation link. The token stands after the #, so no server log ever sees it. */
export function Invitation() {
  const { acts } = useApp();
  const [token] = useState(() => location.hash.slice(1));
  const [invited, setInvited] = useState<Invited | "looking" | "unreachable">("looking");
  const here = useSignal(false);
  useEffect(() => {
    document.title = `${t("signin.invitation.title")} · Leima`;
    acts.lookInvitation(token).then(setInvited, () => setInvited("unreachable"));
  }, [token]);
  if (shouldInstallFirst() && !here.value) return <HomeScreenFirst onStay={() => (here.value = true)} />;
  return (
    <main class="signin-door">
      <div class="signin-card">
        <img class="signin-mark" src="/icons/leima.svg" alt="" width="64" height="64" />
        <Looked invited={invited} token={token} />
      </div>
      <Languages />
    </main>
  );
}

function Looked({ invited, token }: { invited: Invited | "looking" | "unreachable"; token: string }) {
  if (invited === "looking") return <p class="loading">{t("common.loading")}</p>;
  if (invited === null || invited === "unreachable") {
    const key = invited === null ? "signin.invitation.gone" : "signin.invitation.unreachable";
    return (
      <>
        <h1>{t(`${key}.title`)}</h1>
        <p role="alert">{t(`${key}.text`)}</p>
        <a href="/kirjaudu">{t("signin.to_sign_in")}</a>
      </>
    );
  }
  return (
    <>
      <h1>{t("signin.invitation.welcome", { name: invited.name })}</h1>
      <p class="muted">
        {t(invited.kind === "reset" ? "signin.invitation.reset" : "signin.invitation.lead", { ...invited })}
      </p>
      <Accept token={token} email={invited.email} />
    </>
  );
}

function Accept({ token, email }: { token: string; email: string }) {
  const app = useApp();
  const password = useSignal("");
  const wrong = useSignal("");
  const busy = useSignal(false);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy.value) return;
    busy.value = true;
    wrong.value = "";
    const answer = await app.acts.acceptInvitation(token, password.value).finally(() => (busy.value = false));
    if (answer.ok) return welcome(app);
    wrong.value = t(answer.messageKey);
  };
  return (
    <form class="signin-form" onSubmit={(event) => void submit(event)}>
      <input class="vh" type="email" autocomplete="username" value={email} readOnly tabIndex={-1} aria-hidden="true" />
      <Secret
        id="first-password"
        label={t("signin.invitation.password")}
        complete="new-password"
        value={password}
        least={LEAST_PASSWORD}
        hint={t("signin.password_hint", { n: LEAST_PASSWORD })}
      />
      <Wrong text={wrong.value} />
      <Submit busy={busy.value}>{t("signin.invitation.accept")}</Submit>
    </form>
  );
}
