import "../_shared/orders/orders.css";
import { useEffect, useState } from "preact/hooks";
import type { DateSpan, FilledWish, PlanningRound } from "../../store/appState";
import { Button } from "../../ui/Button";
import { Sheet } from "../../ui/Sheet";
import { language, t } from "../../ui/words";
import { Field } from "../_shared/forms/Field";
import { spanText } from "../_shared/orders/spanText";
import { announce } from "../_shared/reply/announce";
import { useApp } from "../_shared/useApp";
import { spanError, SpanFields } from "./SpanFields";

/** Wishes for leave in a round, or (`round/wish`) changes a wish of one's own. */
export function WishSheet({ of = "", onClose }: { of?: string; onClose: () => void }) {
  const { acts } = useApp();
  const [id = "", wish] = of.split("/");
  const [round, setRound] = useState<PlanningRound | null>(null);
  useEffect(() => void acts.rounds().then((all) => setRound(all.find((one) => one.id === id) ?? null)), [of]);
  const stands = round?.wishes.find((one) => one.id === wish);
  const save = async (filled: FilledWish): Promise<void> => {
    announce(await acts.wishLeave(id, filled, wish), t(wish ? "rounds.changed" : "rounds.wish_sent"));
    onClose();
  };
  return (
    <Sheet title={t(wish ? "rounds.wish_change" : "rounds.wish")} onClose={onClose}>
      {round ? (
        <WishForm round={round} first={stands ?? begun(round)} changes={!!wish} onSave={save} onClose={onClose} />
      ) : null}
    </Sheet>
  );
}

function begun({ from }: PlanningRound): FilledWish {
  return { first: { from, until: from }, second: null, note: "" };
}

interface Props {
  round: PlanningRound;
  first: FilledWish;
  changes: boolean;
  onSave: (wish: FilledWish) => Promise<void>;
  onClose: () => void;
}

function WishForm({ round, first: begins, changes, onSave, onClose }: Props) {
  const [{ first, second, note }, setFilled] = useState<FilledWish>(begins);
  const [tried, setTried] = useState(false);
  const errors = { first: spanError(first, round), second: second && spanError(second, round) };
  const write = (change: Partial<FilledWish>): void => setFilled({ first, second, note, ...change });
  const save = async (): Promise<void> => {
    setTried(true);
    if (!errors.first && !errors.second) await onSave({ first, second, note: note.trim() });
  };
  const shown = (error: string | null): string | null => (tried ? error : null);
  return (
    <form class="orders-form" onSubmit={(event) => event.preventDefault()}>
      <p class="muted">{t("rounds.span", { when: spanText(round.from, round.until, language()) })}</p>
      <SpanFields
        id="wish-first"
        legend={t("rounds.field.first")}
        span={first}
        error={shown(errors.first)}
        onSpan={(span) => write({ first: span })}
      />
      {second ? (
        <SpanFields
          id="wish-second"
          legend={t("rounds.field.second")}
          span={second}
          error={shown(errors.second)}
          onSpan={(span: DateSpan) => write({ second: span })}
        />
      ) : (
        <Button kind="link" onClick={() => write({ second: { ...first } })}>
          {t("rounds.second_add")}
        </Button>
      )}
      <Note note={note} onNote={(text) => write({ note: text })} />
      <div class="row-buttons">
        <Button kind="go" onClick={save}>
          {t(changes ? "rounds.wish_change" : "rounds.wish_send")}
        </Button>
        <Button onClick={onClose}>{t("common.cancel")}</Button>
      </div>
    </form>
  );
}

function Note({ note, onNote }: { note: string; onNote: (note: string) => void }) {
  return (
    <Field id="wish-note" label={t("rounds.field.note")}>
      <input
        id="wish-note"
        class="input"
        maxLength={500}
        value={note}
        onInput={(event) => onNote(event.currentTarget.value)}
      />
    </Field>
  );
}
