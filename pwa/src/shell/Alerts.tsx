import type { Session, SyncState } from "../store/appState";
import { Button } from "../ui/Button";
import { go } from "../ui/router";
import { t, tn } from "../ui/words";
import { useApp } from "../features/_shared/useApp";

/** What stands in the way, said plainly above everything else: what happened, what is safe, what to do. */
export function Alerts() {
  const app = useApp();
  const sync = app.sync.value;
  const session = app.session.value;
  return (
    <>
      <StorageAlert storage={sync.storage} />
      <SessionAlert session={session} unsent={sync.unsent} />
      {sync.outdated || sync.updateReady ? <Update must={sync.outdated === true} /> : null}
    </>
  );
}

/** A newer version: it waits for a yes, or the server has moved on and must have it. */
function Update({ must }: { must: boolean }) {
  const { acts } = useApp();
  const words = must ? "update.must" : "update";
  return (
    <section class={`note ${must ? "" : "calm"}`} aria-label={t(`${words}.title`)}>
      <h2>{t(`${words}.title`)}</h2>
      <p>{t(`${words}.text`)}</p>
      <Button kind="go" onClick={() => acts.applyUpdate()}>
        {t("update.apply")}
      </Button>
    </section>
  );
}

function StorageAlert({ storage }: { storage: SyncState["storage"] }) {
  if (storage === "ok") return null;
  const bad = storage === "failed";
  return (
    <section
      class={`note ${storage === "tight" ? "" : "bad"}`}
      role={bad ? "alert" : undefined}
      aria-label={t(`storage.${storage}.title`)}
    >
      <h2>{t(`storage.${storage}.title`)}</h2>
      <p>{t(`storage.${storage}.text`)}</p>
    </section>
  );
}

function SessionAlert({ session, unsent }: { session: Session; unsent: number }) {
  if (session.status !== "expired" && session.status !== "revoked") return null;
  return (
    <section class="note" aria-label={t(`session.${session.status}.title`)}>
      <h2>{t(`session.${session.status}.title`)}</h2>
      <p>
        {t(`session.${session.status}.text`)} {unsent ? tn("session.unsent", unsent) : ""}
      </p>
      <Button kind="warm" onClick={() => go("/kirjaudu")}>
        {t("session.sign_in_again")}
      </Button>
    </section>
  );
}
