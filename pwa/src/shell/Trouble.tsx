import type { Session, SyncState } from "../store/live";
import { Button } from "../ui/Button";
import { go } from "../ui/router";
import { t, tn } from "../ui/words";
import { useLive } from "../features/live";

/** What stands in the way, said plainly above everything else: what happened, what is safe, what to do. */
export function Trouble() {
  const live = useLive();
  const sync = live.sync.value;
  const session = live.session.value;
  return (
    <>
      <StorageTrouble storage={sync.storage} />
      <SessionTrouble session={session} unsent={sync.unsent} />
      {sync.updateReady ? (
        <section class="note calm" aria-label={t("update.title")}>
          <h2>{t("update.title")}</h2>
          <p>{t("update.text")}</p>
          <Button kind="go" onClick={() => live.acts.applyUpdate()}>
            {t("update.apply")}
          </Button>
        </section>
      ) : null}
    </>
  );
}

function StorageTrouble({ storage }: { storage: SyncState["storage"] }) {
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

function SessionTrouble({ session, unsent }: { session: Session; unsent: number }) {
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
