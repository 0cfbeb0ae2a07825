/** What the server answers at a desk: on its way, here, or refused. */
import "../forms/desk.css";
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Known, OfficeReply, Reply } from "../../../store/appState";
import { Button } from "../../../ui/Button";
import { knows, t } from "../../../ui/words";
import { useApp } from "../useApp";

export type Refusal = Exclude<OfficeReply<never>, { ok: true }>;

/** An answer and how it is asked for again; null while the first is on its way. */
export type Asked<T> = [OfficeReply<T> | null, () => void];

/** What an answer is, now and after `again` or another of `on`; null while the first is on its way. */
export function useAnswer<T>(ask: () => Promise<OfficeReply<T>>, on: readonly unknown[]): Asked<T> {
  const [reply, setReply] = useState<OfficeReply<T> | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let wanted = true;
    void ask().then((found) => wanted && setReply(found));
    return () => {
      wanted = false;
    };
  }, [...on, turn]);
  return [reply, () => setTurn(turn + 1)];
}

/** The same of a path; it is asked again when `changed` is another. */
export function useReply<const S extends string>(path: S & Known<"get", S>, changed = 0): Asked<Reply<"get", S>> {
  const { office } = useApp();
  return useAnswer(() => office.get<S>(path), [path, changed, office]);
}

interface WaitProps<T> {
  reply: OfficeReply<T> | null;
  again: () => void;
  /** What is said without a network, where the screen has more to say than that nothing was changed. */
  offline?: string;
  children: (data: T) => ComponentChildren;
}

/** The data once it is there; until then that it is coming, or why it did not. */
export function Wait<T>({ reply, again, offline, children }: WaitProps<T>) {
  if (!reply) return <p class="loading">{t("common.loading")}</p>;
  if (reply.ok) return <>{children(reply.data)}</>;
  return (
    <div class="note" role="alert">
      <Said refusal={reply} offline={offline} />
      <Button onClick={again}>{t("common.try_again")}</Button>
    </div>
  );
}

/** Why something was not done: what happened, each field that is wrong, and what to do; or a sentence of the screen's own. */
export function Refused({ refusal }: { refusal: Refusal | string | null }) {
  return <div role="alert">{refusal ? <div class="note bad">{<Said refusal={refusal} />}</div> : null}</div>;
}

/** The same in one line, for a toast; empty where it was done. */
export function refusalText(reply: OfficeReply<unknown>, offline = t("desk.offline")): string {
  if (reply.ok) return "";
  if (reply.offline) return offline;
  const fields = reply.problem.fields.map(({ message }) => message).filter(Boolean);
  return [reply.problem.detail, ...new Set(fields)].join(" ");
}

function Said({ refusal, offline }: { refusal: Refusal | string; offline?: string }) {
  if (typeof refusal === "string") return <p>{refusal}</p>;
  if (refusal.offline) return <p>{offline ?? t("desk.offline")}</p>;
  const { detail, fields } = refusal.problem;
  return (
    <>
      <p>{detail || t("desk.failed")}</p>
      {fields.length > 0 ? (
        <ul class="desk-wrong-fields">
          {fields.map(({ field, message }) => (
            <li key={field + message}>
              <b>{fieldName(field)}</b>: {message}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

/** `rows[2].source` as `rivi 3, lähde`; a field without a name of its own as it stands. */
export function fieldName(field: string): string {
  const parts = field.split(".").filter((part) => part !== "change" && part !== "contract");
  return parts.flatMap(partName).join(", ");
}

/** `value[1]` as `arvo`, `rivi 2`; `rows[2]` as `rivi 3`; `row 3` of a file as `rivi 3`. */
function partName(part: string): string[] {
  const inFile = /^row (\d+)$/.exec(part);
  if (inFile) return [`${t("desk.field.rows")} ${inFile[1]}`];
  const [, name = part, number] = /^([\p{L}_]+)\[(\d+)\]$/u.exec(part) ?? [];
  const key = [`desk.field.${name}`, `setting.field.${name}`, `setting.part.${name}`].find(knows);
  const word = key ? t(key) : name;
  if (number === undefined) return [word];
  return key?.startsWith("desk") && name !== "value" ? [`${word} ${Number(number) + 1}`] : [word, rowName(number)];
}

function rowName(number: string): string {
  return `${t("desk.field.rows")} ${Number(number) + 1}`;
}
