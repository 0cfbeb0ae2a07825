import { useSignal, type Signal } from "@preact/signals";
import { Button } from "../../ui/Button";
import { say } from "../../ui/toast";
import { t } from "../../ui/words";
import { useLive } from "../live";

const LEAST = 12;

export function Password() {
  const { acts } = useLive();
  const current = useSignal("");
  const next = useSignal("");
  const wrong = useSignal("");
  const busy = useSignal(false);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy.value) return;
    busy.value = true;
    const answer = await acts.changePassword(current.value, next.value).finally(() => (busy.value = false));
    wrong.value = answer.ok ? "" : t(answer.messageKey);
    if (!answer.ok) return;
    current.value = next.value = "";
    say(t("settings.password.changed"));
  };
  return (
    <details class="card unfold">
      <summary>{t("settings.password")}</summary>
      <form class="password" onSubmit={(event) => void submit(event)}>
        <Secret id="current-password" label={t("settings.password.current")} value={current} least={1} />
        <Secret id="new-password" label={t("settings.password.next")} value={next} least={LEAST} />
        <p role="alert" class="warm-text">
          {wrong.value}
        </p>
        <button type="submit" class="button go" aria-disabled={busy.value || undefined}>
          {t("settings.password.change")}
        </button>
      </form>
    </details>
  );
}

function Secret({ id, label, value, least }: { id: string; label: string; value: Signal<string>; least: number }) {
  const shown = useSignal(false);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="input"
        type={(shown.value ? "text" : "password") as "password"}
        autocomplete={id}
        required
        minLength={least}
        value={value.value}
        onInput={(event) => (value.value = event.currentTarget.value)}
      />
      <Button
        kind="link"
        pressed={shown.value}
        label={t("settings.password.show", { field: label })}
        onClick={() => (shown.value = !shown.value)}
      >
        {t("signin.show_password")}
      </Button>
    </div>
  );
}
