import { useEffect, useState } from "preact/hooks";
import type { DateSpan } from "../../store/appState";
import { language, t } from "../../ui/words";
import { Field } from "../_shared/forms/Field";
import { spanText } from "../_shared/orders/spanText";
import { spanError, SpanFields } from "./SpanFields";
import {
  type Choice,
  chosenFor,
  datesIn,
  firstOf,
  grantedOf,
  granting,
  type Plan,
  same,
  secondOf,
  type Wish,
  type Word,
} from "./words";
import { Person } from "../_shared/Person";

const DAY = 100;

interface Props {
  plan: Plan;
  wish: Wish;
  word: Word | undefined;
  onWord: (word: Word) => Promise<void>;
}

const told = (span: DateSpan | null): string => (span ? spanText(span.from, span.until, language()) : "");

/** One wish, and the word that one has in mind for it. */
export function WishRow({ plan, wish, word, onWord }: Props) {
  const open = plan.round.status === "open" && wish.status === "wished";
  const second = secondOf(wish);
  const granted = grantedOf(wish);
  const other = same(granted, firstOf(wish)) ? "" : told(granted);
  const lines = [
    second ? t("rounds.word.second", { when: told(second) }) : "",
    wish.note ? `”${wish.note}”` : "",
    wish.away ? t("rounds.away_already") : "",
    open ? "" : t(`rounds.wish_status.${wish.status}`, { when: other }).trim(),
    wish.answer,
  ];
  return (
    <li class="card rounds-wish">
      <h3>
        <Person id={wish.person} name={wish.person_name} />
      </h3>
      <p>
        <b>{told(firstOf(wish))}</b> {lines.filter(Boolean).join(" · ")}
      </p>
      {open && wish.short ? <p class="note">{t("rounds.over_left", { n: wish.short / DAY })}</p> : null}
      {open && wish.own ? <p class="muted">{t("rounds.own")}</p> : null}
      {open && !wish.own ? <Choosing plan={plan} wish={wish} word={word} onWord={onWord} /> : null}
    </li>
  );
}

function Choosing({ plan, wish, word, onWord }: Props) {
  const stands = chosenFor(wish, word);
  const [opens, setOpens] = useState<Choice | null>(null);
  const chosen = opens ?? stands;
  const second = secondOf(wish);
  const choices: readonly Choice[] = ["first", ...(second ? (["second"] as const) : []), "other", "reject"];
  const choose = (choice: Choice): void => {
    setOpens(choice === "other" ? choice : null);
    if (choice === "first") void onWord(granting(wish, firstOf(wish)));
    if (choice === "second" && second) void onWord(granting(wish, second));
    if (choice === "reject")
      void onWord({ wish: wish.id, decision: "reject", dates: null, reason: word?.reason ?? "" });
  };
  return (
    <>
      <fieldset class="rounds-choice">
        <legend class="vh">{t("rounds.choice", { name: wish.person_name ?? "" })}</legend>
        {choices.map((choice) => (
          <label key={choice}>
            <input type="radio" name={`word-${wish.id}`} checked={chosen === choice} onChange={() => choose(choice)} />
            <span>{t(`rounds.choice.${choice}`)}</span>
          </label>
        ))}
      </fieldset>
      {chosen === "other" ? (
        <Other plan={plan} wish={wish} first={(word && datesIn(word)) ?? firstOf(wish)} onWord={onWord} />
      ) : null}
      {chosen === "reject" ? <Reason wish={wish} said={word?.reason ?? ""} onWord={onWord} /> : null}
    </>
  );
}

/** Other days than were wished for; they are kept as soon as they stand within the round. */
function Other({ plan, wish, first, onWord }: Omit<Props, "word"> & { first: DateSpan }) {
  const [span, setSpan] = useState(first);
  const error = spanError(span, { from: plan.round.from_date, until: plan.round.until_date });
  const write = (next: DateSpan): void => {
    setSpan(next);
    const wrong = spanError(next, { from: plan.round.from_date, until: plan.round.until_date });
    if (!wrong) void onWord(granting(wish, next));
  };
  return (
    <SpanFields id={`other-${wish.id}`} legend={t("rounds.choice.other")} span={span} error={error} onSpan={write} />
  );
}

/** Why a wish is not granted; it is kept when the field is left. */
function Reason({ wish, said, onWord }: { wish: Wish; said: string; onWord: Props["onWord"] }) {
  const [reason, setReason] = useState(said);
  useEffect(() => setReason(said), [said]);
  return (
    <Field id={`reason-${wish.id}`} label={t("rounds.field.reason")}>
      <input
        id={`reason-${wish.id}`}
        class="input"
        maxLength={500}
        value={reason}
        onInput={(event) => setReason(event.currentTarget.value)}
        onChange={() => void onWord({ wish: wish.id, decision: "reject", dates: null, reason: reason.trim() })}
      />
    </Field>
  );
}
