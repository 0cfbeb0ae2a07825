import "./signin.css";
import "../_shared/logo.css";
import { useSignal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import type { Acts } from "../../store/appState";
import { shouldInstallFirst } from "../../ui/platform";
import { t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { HomeScreenFirst } from "./HomeScreenFirst";
import { Languages } from "../_shared/Languages";
import { Secret } from "../_shared/forms/credentials";
import { SecondStep, useComingIn } from "./comingIn";
import { Submit, Wrong } from "./form";

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
      {invited.logo ? <InvitersLogo png={invited.logo} name={invited.organisation} /> : null}
      <h1>{t("signin.invitation.welcome", { name: invited.name })}</h1>
      <p class="muted">
        {t(invited.kind === "reset" ? "signin.invitation.reset" : "signin.invitation.lead", { ...invited })}
      </p>
      <Accept token={token} email={invited.email} />
    </>
  );
}

/** The logo of whoever invites, which came with the invitation: nobody is signed in yet to ask for it. */
function InvitersLogo({ png, name }: { png: string; name: string }) {
  const [url, setUrl] = useState("");
  useEffect(() => {
    const bytes = Uint8Array.from(atob(png), (sign) => sign.charCodeAt(0));
    const made = URL.createObjectURL(new Blob([bytes], { type: "image/png" }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [png]);
  return url ? <img class="logo logo-card" src={url} alt={name} /> : null;
}

function Accept({ token, email }: { token: string; email: string }) {
  const { acts } = useApp();
  const password = useSignal("");
  const coming = useComingIn((code) => acts.acceptInvitation(token, password.value, code));
  return (
    <form class="signin-form" onSubmit={(event) => void coming.submit(event)}>
      <input class="vh" type="email" autocomplete="username" value={email} readOnly tabIndex={-1} aria-hidden="true" />
      <Secret
        id="first-password"
        label={t("signin.invitation.password")}
        complete="new-password"
        value={password}
        least={LEAST_PASSWORD}
        hint={t("signin.password_hint", { n: LEAST_PASSWORD })}
      />
      <SecondStep of={coming} />
      <Wrong text={coming.wrong.value} />
      <Submit busy={coming.busy.value}>{t("signin.invitation.accept")}</Submit>
    </form>
  );
}
