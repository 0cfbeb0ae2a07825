import { useEffect, useRef, useState } from "preact/hooks";
import type { Office } from "../../store/appState";
import { Button } from "../../ui/Button";
import { fullDate, hm } from "../../ui/formats";
import { Sheet } from "../../ui/Sheet";
import { say } from "../../ui/toast";
import { language, t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { Refused } from "../_shared/reply/reply";
import { Input } from "../_shared/forms/fields";
import { type LeaverAnswer, takeBack, type TeamRow, whyNot } from "./office";

interface Props {
  row: TeamRow;
  year: number;
  onClose: (changed: boolean) => void;
}

type Decision = "return" | "deduct" | "waive";

/** A leaver's proposal. Nothing happens before a person confirms it with a reason. */
export function KikyLeaver({ row, year, onClose }: Props) {
  const { office, today } = useApp();
  const [seen, setSeen] = useState<LeaverAnswer | null>(null);
  const [reason, setReason] = useState("");
  const [refusal, setRefusal] = useState("");
  const id = useRef(office.newId());
  useEffect(() => {
    void office.get(`/api/v1/kiky/leaver?person=${row.person}&year=${year}`).then((reply) => {
      setRefusal(whyNot(reply));
      if (reply.ok) setSeen(reply.data);
    });
  }, [row.person, year]);
  const confirm = async (decision: Decision): Promise<void> => {
    if (!seen || reason.trim().length < 3) return setRefusal(t("kiky.leaver.reason_needed"));
    const { minutes } = seen;
    const date = seen.leaves ?? today.value?.date;
    const body = { id: id.current, person: row.person, year, decision, minutes, date, reason: reason.trim() };
    const reply = await office.post("/api/v1/kiky/leaver/confirm", body);
    setRefusal(whyNot(reply));
    if (!reply.ok) return;
    sayDone(office, body);
    onClose(true);
  };
  return (
    <Sheet title={t("kiky.leaver.title", { name: row.name })} onClose={() => onClose(false)}>
      <div class="kiky-form">
        <Refused refusal={refusal} />
        {seen ? <Proposal seen={seen} /> : refusal ? null : <p class="loading">{t("common.loading")}</p>}
        {seen && seen.proposal !== "none" ? (
          <>
            <Input id="kiky-leaver-why" label={t("kiky.field.reason")} value={reason} onInput={setReason} />
            <Decisions seen={seen} onDecide={confirm} />
          </>
        ) : null}
      </div>
    </Sheet>
  );
}

/** Says what was done, with the way back. */
function sayDone(office: Office, { id, decision, minutes }: { id: string; decision: Decision; minutes: number }): void {
  say(t(`kiky.leaver.done.${decision}`, { minutes }), false, {
    label: t("kiky.undo"),
    run: () => void takeBack(office, id).then((back) => say(back.ok ? t("kiky.undone") : whyNot(back), !back.ok)),
  });
}

interface DecisionsProps {
  seen: LeaverAnswer;
  onDecide: (decision: Decision) => Promise<void>;
}

function Decisions({ seen: { proposal, may_deduct }, onDecide }: DecisionsProps) {
  const main = proposal === "return" ? "return" : "deduct";
  return (
    <div class="row-buttons">
      {main === "return" || may_deduct ? (
        <Button kind="go" onClick={() => onDecide(main)}>
          {t(`kiky.leaver.${proposal}`)}
        </Button>
      ) : null}
      {proposal === "deduct" ? <Button onClick={() => onDecide("waive")}>{t("kiky.leaver.waive")}</Button> : null}
    </div>
  );
}

function Proposal({ seen }: { seen: LeaverAnswer }) {
  const date = seen.leaves ? fullDate(seen.leaves, language()) : "";
  const said = seen.proposal === "return" && !seen.leaves ? "return_now" : seen.proposal;
  return (
    <>
      <p>{t(`kiky.leaver.text.${said}`, { date, minutes: hm(seen.minutes) })}</p>
      <dl class="kiky-sums">
        {(["opening", "settled", "left"] as const).map((name) => (
          <div key={name} class={`sum-${name}`}>
            <dt>{t(`kiky.sum.${name}`)}</dt>
            <dd>{hm(seen[name])}</dd>
          </div>
        ))}
      </dl>
      {seen.legs.map(({ account, minutes }) => (
        <p key={account}>{t("kiky.leaver.back_to", { account: t(`account.${account}`), minutes: hm(minutes) })}</p>
      ))}
      {seen.proposal === "deduct" ? <p class="note">{t("kiky.leaver.set_off")}</p> : null}
    </>
  );
}
