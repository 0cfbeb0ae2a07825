import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { Button } from "../../ui/Button";
import { t, tn } from "../../ui/words";
import type { Wire } from "../../store/appState";
import { useApp } from "../_shared/useApp";

export type Answer = Wire["Closed"];

/** Closes every approved month after one question, and names those that could not be closed with the reason. */
export function Closing({ list, onClosed }: { list: Wire["Months"]; onClosed: () => Promise<void> }) {
  const { office } = useApp();
  const asking = useSignal(false);
  const answer = useSignal<Answer | null>(null);
  const trouble = useSignal("");
  const sent = useRef({ id: "", people: "" });
  const ready = list.people.filter(({ status }) => status === "approved").map(({ person }) => person);
  const close = async (): Promise<void> => {
    const people = ready.join();
    if (sent.current.people !== people) sent.current = { id: office.newId(), people };
    const body = { id: sent.current.id, month: list.month, people: ready };
    const reply = await office.post("/api/v1/months/close", body);
    trouble.value = reply.ok ? "" : reply.offline ? t("months.offline") : reply.problem.detail;
    if (!reply.ok) return;
    asking.value = false;
    answer.value = reply.data;
    await onClosed();
  };
  return (
    <section class="card months-closing" aria-labelledby="closing">
      <h2 id="closing">{t("months.closing")}</h2>
      <p class="muted">{list.over ? tn("months.ready", ready.length) : t("error.month_not_over")}</p>
      {asking.value ? <p>{t("months.sure")}</p> : null}
      {list.over && ready.length > 0 ? (
        <div class="row-buttons">
          <Button kind="go" onClick={() => (asking.value ? close() : void (asking.value = true))}>
            {t(asking.value ? "months.close_yes" : "months.close", { n: ready.length })}
          </Button>
          {asking.value ? <Button onClick={() => (asking.value = false)}>{t("common.cancel")}</Button> : null}
        </div>
      ) : null}
      <div role="status">
        {trouble.value ? <p class="wrong">{trouble.value}</p> : null}
        {answer.value ? <Outcome answer={answer.value} /> : null}
      </div>
    </section>
  );
}

function Outcome({ answer: { closed, refused } }: { answer: Answer }) {
  return (
    <>
      <p>{tn("months.closed", closed.length)}</p>
      {refused.length > 0 ? (
        <ul class="months-refused">
          {refused.map((one) => (
            <li key={one.person}>
              <b>{one.name}</b> {one.detail}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
