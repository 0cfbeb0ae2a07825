import { useSignal } from "@preact/signals";
import { Button } from "../../ui/Button";
import { t, tn } from "../../ui/words";
import { useApp } from "../_shared/useApp";

/** Out, at once when everything is sent; with unsent work it asks first and says what happens to it. */
export function LogOut() {
  const app = useApp();
  const asking = useSignal(false);
  const unsent = app.sync.value.unsent;
  if (asking.value) {
    return (
      <section class="note" role="alert">
        <h2>{tn("settings.log_out.unsent", unsent)}</h2>
        <p>{t("settings.log_out.kept")}</p>
        <div class="row-buttons">
          <Button kind="warm" onClick={() => (asking.value = false)}>
            {t("settings.log_out.stay")}
          </Button>
          <Button onClick={() => app.acts.signOut()}>{t("settings.log_out.anyway")}</Button>
        </div>
      </section>
    );
  }
  return (
    <Button kind="danger" onClick={() => (unsent > 0 ? void (asking.value = true) : app.acts.signOut())}>
      {t("settings.log_out")}
    </Button>
  );
}
