import { useState } from "preact/hooks";
import { Button } from "../../ui/Button";
import { say } from "../../ui/toast";
import { t } from "../../ui/words";
import { Field } from "../_shared/forms/Field";
import { type Refusal, Refused, refusalText, useReply } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { type Kept, keptWhom, type LeadingWish } from "./leadingWish";

interface Props {
  wish: LeadingWish;
  whom: string;
  open: (kept: Kept) => void;
}

/** The choices that the person keeps: opened with a tap, told of every month if they like. */
export function KeptReports({ wish, whom, open }: Props) {
  const [reply, again] = useReply("/api/v1/leading/kept");
  const kept = reply?.ok ? reply.data.kept : [];
  return (
    <section class="card reports-kept" aria-labelledby="reports-kept">
      <h2 id="reports-kept">{t("leading.kept.title")}</h2>
      {reply?.ok && kept.length === 0 ? <p class="muted">{t("leading.kept.none")}</p> : null}
      {kept.length > 0 ? (
        <ul>
          {kept.map((one) => (
            <Row key={one.id} kept={one} open={open} again={again} />
          ))}
        </ul>
      ) : null}
      {reply && !reply.ok ? (
        <p class="muted">{refusalText(reply, t("report.offline.title"))}</p>
      ) : (
        <Keep wish={wish} whom={whom} again={again} />
      )}
    </section>
  );
}

function Row({ kept, open, again }: { kept: Kept; open: Props["open"]; again: () => void }) {
  const { office } = useApp();
  const { id, title, monthly } = kept;
  const remove = async (): Promise<void> => {
    const reply = await office.remove(`/api/v1/leading/kept/${encodeURIComponent(id)}`);
    say(reply.ok ? t("leading.kept.gone") : refusalText(reply, t("report.offline.title")), !reply.ok);
    again();
  };
  return (
    <li>
      <span>
        <b>{title}</b>
        {monthly ? <small>{t("leading.kept.told")}</small> : null}
      </span>
      <span class="row-buttons">
        <Button label={t("leading.kept.open", { title })} onClick={() => open(kept)}>
          {t("notices.open")}
        </Button>
        <Button label={t("leading.kept.remove_named", { title })} onClick={remove}>
          {t("leading.kept.remove")}
        </Button>
      </span>
    </li>
  );
}

function Keep({ wish, whom, again }: { wish: LeadingWish; whom: string; again: () => void }) {
  const { office } = useApp();
  const [title, setTitle] = useState("");
  const [monthly, setMonthly] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | string | null>(null);
  const keep = async (): Promise<void> => {
    if (!title.trim()) return setRefusal(t("error.report_title"));
    const choice = { report: wish.report, months: wish.months, whom: keptWhom(whom) };
    const body = { title: title.trim(), choice, monthly };
    const reply = await office.put(`/api/v1/leading/kept/${crypto.randomUUID()}`, body);
    if (!reply.ok) return setRefusal(reply);
    setRefusal(null);
    setTitle("");
    setMonthly(false);
    say(t("leading.kept.done"));
    again();
  };
  return (
    <form class="reports-keep" onSubmit={(event) => event.preventDefault()}>
      <Field id="kept-title" label={t("leading.kept.name")}>
        <input
          id="kept-title"
          class="input"
          maxLength={100}
          value={title}
          onInput={(event) => setTitle(event.currentTarget.value)}
        />
      </Field>
      <label class="reports-check">
        <input type="checkbox" checked={monthly} onChange={() => setMonthly(!monthly)} />
        <span>{t("leading.kept.monthly")}</span>
      </label>
      <Refused refusal={refusal} />
      <Button onClick={keep}>{t("leading.kept.keep")}</Button>
    </form>
  );
}
