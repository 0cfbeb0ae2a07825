import { useSignal, type Signal } from "@preact/signals";
import { say } from "../../ui/toast";
import { t } from "../../ui/words";
import { Secret } from "../_shared/forms/credentials";
import { useApp } from "../_shared/useApp";

const LEAST = 12;

export function Password() {
  const { acts } = useApp();
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
    <details class="card settings-unfold">
      <summary>{t("settings.password")}</summary>
      <form class="settings-password" onSubmit={(event) => void submit(event)}>
        <Own id="current-password" name="current" value={current} least={1} />
        <Own id="new-password" name="next" value={next} least={LEAST} />
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

interface OwnProps {
  id: "current-password" | "new-password";
  name: "current" | "next";
  value: Signal<string>;
  least: number;
}

function Own({ id, name, value, least }: OwnProps) {
  const label = t(`settings.password.${name}`);
  const showLabel = t("settings.password.show", { field: label });
  return <Secret id={id} label={label} complete={id} value={value} least={least} showLabel={showLabel} />;
}
