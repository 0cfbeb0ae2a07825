import "../_shared/orders/orders.css";
import { useState } from "preact/hooks";
import type { OpenedRound, Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { DateInput } from "../../ui/DateTime";
import { Sheet } from "../../ui/Sheet";
import { t } from "../../ui/words";
import { Field } from "../_shared/forms/Field";
import { announce } from "../_shared/reply/announce";
import { useReply, Wait } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { SpanFields } from "./SpanFields";

type Team = Wire["PlannedTeam"];

/** Opens a round for one of the teams whose leave one plans. */
export function RoundSheet({ onClose }: { onClose: () => void }) {
  const [reply, again] = useReply("/api/v1/rounds");
  return (
    <Sheet title={t("rounds.new")} onClose={onClose}>
      <Wait reply={reply} again={again} offline={t("rounds.offline")}>
        {({ teams }) => <RoundForm teams={teams} onClose={onClose} />}
      </Wait>
    </Sheet>
  );
}

/** What is wrong, by field. */
function errorsIn({ title, from, until, wishBy }: OpenedRound, today: string): Record<string, string> {
  return {
    ...(title.trim() ? {} : { title: t("error.round_title") }),
    ...(from && until >= from ? {} : { span: t("error.bad_round_span") }),
    ...(wishBy >= today && wishBy < from ? {} : { wishBy: t("error.bad_wish_by") }),
  };
}

function RoundForm({ teams, onClose }: { teams: readonly Team[]; onClose: () => void }) {
  const { acts, today } = useApp();
  const none = { team: teams[0]?.id ?? "", title: "", from: "", until: "", wishBy: "", least: 1 };
  const [filled, setFilled] = useState<OpenedRound>(none);
  const [tried, setTried] = useState(false);
  const errors = errorsIn(filled, today.value?.date ?? "");
  const shown = (name: string): string | null => (tried ? (errors[name] ?? null) : null);
  const write = (change: Partial<OpenedRound>): void => setFilled({ ...filled, ...change });
  const save = async (): Promise<void> => {
    setTried(true);
    if (Object.keys(errors).length > 0) return;
    announce(await acts.openRound({ ...filled, title: filled.title.trim() }), t("rounds.opened"));
    onClose();
  };
  return (
    <form class="orders-form" onSubmit={(event) => event.preventDefault()}>
      {teams.length > 1 ? <TeamField teams={teams} team={filled.team} onTeam={(team) => write({ team })} /> : null}
      <TitleField title={filled.title} error={shown("title")} onTitle={(title) => write({ title })} />
      <SpanFields id="round" legend={t("rounds.period")} span={filled} error={shown("span")} onSpan={write} />
      <Field id="round-by" label={t("rounds.field.wish_by")}>
        <DateInput
          id="round-by"
          value={filled.wishBy}
          aria-invalid={shown("wishBy") ? "true" : undefined}
          aria-describedby={shown("wishBy") ? "round-by-wrong" : ""}
          onInput={(wishBy) => write({ wishBy })}
        />
        <Wrong id="round-by-wrong" error={shown("wishBy")} />
      </Field>
      <Field id="round-least" label={t("rounds.field.least")}>
        <input
          id="round-least"
          class="input"
          type="number"
          min={0}
          max={10_000}
          value={filled.least}
          onInput={(event) => write({ least: Math.max(0, Math.floor(event.currentTarget.valueAsNumber || 0)) })}
        />
      </Field>
      <div class="row-buttons">
        <Button kind="go" onClick={save}>
          {t("rounds.new")}
        </Button>
        <Button onClick={onClose}>{t("common.cancel")}</Button>
      </div>
    </form>
  );
}

function Wrong({ id, error }: { id: string; error: string | null }) {
  if (!error) return null;
  return (
    <p id={id} class="orders-field-error" role="alert">
      {error}
    </p>
  );
}

function TeamField({ teams, team, onTeam }: { teams: readonly Team[]; team: string; onTeam: (id: string) => void }) {
  return (
    <Field id="round-team" label={t("rounds.field.team")}>
      <select id="round-team" class="input" value={team} onChange={(event) => onTeam(event.currentTarget.value)}>
        {teams.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </Field>
  );
}

interface TitleProps {
  title: string;
  error: string | null;
  onTitle: (title: string) => void;
}

function TitleField({ title, error, onTitle }: TitleProps) {
  return (
    <Field id="round-title" label={t("rounds.field.title")} hint={t("rounds.title_hint")}>
      <input
        id="round-title"
        class="input"
        maxLength={80}
        value={title}
        aria-invalid={error ? "true" : undefined}
        aria-describedby={error ? "round-title-wrong" : "round-title-hint"}
        onInput={(event) => onTitle(event.currentTarget.value)}
      />
      <Wrong id="round-title-wrong" error={error} />
    </Field>
  );
}
