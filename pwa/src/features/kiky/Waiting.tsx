import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../ui/Button";
import { signedHm } from "../../ui/formats";
import { say } from "../../ui/toast";
import { t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { Refused } from "../_shared/reply/reply";
import { type Plan, type Proposal, takeBack, whyNot, type WaitingAnswer } from "./office";
import { Person } from "../_shared/Person";

interface Props {
  /** Counts what has been done on the page: each time what waits is asked for again. */
  turn: number;
  onBonus: (plan: Plan) => void;
  onChanged: () => void;
}

/** What waits for a word about kiky: an ended year's proposals, each with its yes and no, and planned bonuses. */
export function Waiting({ turn, onBonus, onChanged }: Props) {
  const { office } = useApp();
  const [seen, setSeen] = useState<WaitingAnswer | null>(null);
  const [refusal, setRefusal] = useState("");
  const ids = useRef<Record<string, string>>({});
  useEffect(() => {
    void office.get("/api/v1/kiky/proposals").then((reply) => reply.ok && setSeen(reply.data));
  }, [turn]);
  const decide = async ({ person, year, minutes }: Proposal, confirm: boolean): Promise<void> => {
    const id = (ids.current[`${person} ${year} ${confirm}`] ??= office.newId());
    const reply = await office.post("/api/v1/kiky/proposals/decide", {
      id,
      person,
      year,
      confirm,
      minutes,
    });
    setRefusal(whyNot(reply));
    if (!reply.ok) return;
    ids.current = {};
    setSeen(reply.data);
    onChanged();
    const undo = (): void =>
      void takeBack(office, id).then((back) => {
        say(back.ok ? t("kiky.undone") : whyNot(back), !back.ok);
        onChanged();
      });
    say(t(confirm ? "kiky.proposal.done" : "kiky.proposal.declined"), false, { label: t("kiky.undo"), run: undo });
  };
  if (!seen || seen.proposals.length + seen.plans.length === 0) return null;
  return (
    <section class="card" aria-labelledby="kiky-waiting">
      <h3 id="kiky-waiting">{t("kiky.proposal.title")}</h3>
      <Refused refusal={refusal} />
      <ul class="kiky-waiting">
        {seen.proposals.map((one) => (
          <OneProposal key={`${one.person}${one.year}`} one={one} onDecide={decide} />
        ))}
        {seen.plans.map((plan) => (
          <OnePlan key={plan.id} plan={plan} onBonus={onBonus} />
        ))}
      </ul>
    </section>
  );
}

interface ProposalProps {
  one: Proposal;
  onDecide: (one: Proposal, confirm: boolean) => Promise<void>;
}

function OneProposal({ one, onDecide }: ProposalProps) {
  const { name, year, kind, minutes, legs } = one;
  const from = legs.map((leg) => `${t(`account.${leg.account}`)} ${signedHm(leg.minutes)}`).join(" · ");
  return (
    <li>
      <div>
        <b>
          <Person id={one.person} name={name} own />
        </b>
        <p>{t(`kiky.proposal.${kind}`, { year, minutes })}</p>
        <small class="muted">{from || t("kiky.proposal.nowhere")}</small>
      </div>
      <div class="row-buttons">
        {legs.length ? (
          <Button kind="go" label={t("kiky.proposal.confirm_of", { name, year })} onClick={() => onDecide(one, true)}>
            {t("kiky.proposal.confirm")}
          </Button>
        ) : null}
        <Button label={t("kiky.proposal.decline_of", { name, year })} onClick={() => onDecide(one, false)}>
          {t("kiky.proposal.decline")}
        </Button>
      </div>
    </li>
  );
}

function OnePlan({ plan, onBonus }: { plan: Plan; onBonus: (plan: Plan) => void }) {
  const { name, year, minutes, reason } = plan;
  return (
    <li>
      <div>
        <b>
          <Person id={plan.person} name={name} own />
        </b>
        <p>{t("kiky.bonus.waits", { year, minutes })}</p>
        <small class="muted">{reason}</small>
      </div>
      <Button kind="go" label={t("kiky.bonus.pay_of", { name })} onClick={() => onBonus(plan)}>
        {t("kiky.bonus.pay")}
      </Button>
    </li>
  );
}
