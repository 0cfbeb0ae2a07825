import { useSignal } from "@preact/signals";
import type { TeamCalendar } from "../../store/appState";
import { Button } from "../../ui/Button";
import { say } from "../../ui/toast";
import { Sheet } from "../../ui/Sheet";
import { t } from "../../ui/words";
import { Input } from "../_shared/forms/fields";
import { useApp } from "../_shared/useApp";

interface Props {
  calendar: TeamCalendar;
  today: string;
  onClose: () => void;
}

const MOST = 10_000;

/** How many people the team needs from a date on. Too few is a warning: it forbids nothing. */
export function MinimumForm({ calendar, today, onClose }: Props) {
  const { office } = useApp();
  const people = useSignal(String(calendar.minimum ?? ""));
  const from = useSignal(today);
  const wrong = useSignal("");
  const save = async (): Promise<void> => {
    const count = Number(people.value);
    if (!/^\d+$/.test(people.value.trim()) || count > MOST) return void (wrong.value = t("calendar.wrong_people"));
    if (!from.value) return void (wrong.value = t("calendar.wrong_from"));
    const path = `/api/v1/teams/${encodeURIComponent(calendar.team!)}/minimum` as const;
    const reply = await office.put(path, { from: from.value, people: count });
    if (!reply.ok) return void (wrong.value = reply.offline ? t("calendar.needs_network") : reply.problem.detail);
    say(t("calendar.minimum_saved"), false);
    onClose();
  };
  return (
    <Sheet title={t("calendar.minimum_set")} onClose={onClose}>
      <p class="muted">{t("calendar.minimum_hint")}</p>
      <div class="calendar-minimum">
        <div class="field">
          <label for="minimum-people">{t("calendar.minimum_people")}</label>
          <input
            id="minimum-people"
            class="input"
            inputMode="numeric"
            value={people.value}
            aria-invalid={wrong.value !== "" || undefined}
            aria-describedby={wrong.value ? "minimum-wrong" : undefined}
            onInput={(event) => (people.value = event.currentTarget.value)}
          />
        </div>
        <Input
          id="minimum-from"
          type="date"
          label={t("calendar.minimum_from")}
          value={from.value}
          onInput={(date) => (from.value = date)}
        />
      </div>
      <Wrong text={wrong.value} />
      <div class="row-buttons">
        <Button kind="go" onClick={save}>
          {t("calendar.minimum_save")}
        </Button>
      </div>
    </Sheet>
  );
}

function Wrong({ text }: { text: string }) {
  return text ? (
    <p id="minimum-wrong" class="wrong" role="alert">
      {text}
    </p>
  ) : null;
}
