import { useSignal } from "@preact/signals";
import { Button } from "../../ui/Button";
import { say } from "../../ui/toast";
import { t } from "../../ui/words";
import { Input } from "../_shared/forms/fields";
import { refusalText, useReply, Wait } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";

/** How many days there are to decide before the next one up is told; an admin's. */
export function Limit() {
  const [reply, again] = useReply("/api/v1/inbox/setting");
  return (
    <Wait reply={reply} again={again}>
      {({ days }) => <Days days={days} />}
    </Wait>
  );
}

function Days({ days }: { days: number }) {
  const { office } = useApp();
  const typed = useSignal(String(days));
  const save = async (): Promise<void> => {
    if (!/^\d{1,2}$/.test(typed.value.trim()) || Number(typed.value) > 60) return say(t("decide.limit_wrong"), true);
    const reply = await office.put("/api/v1/inbox/setting", { days: Number(typed.value) });
    say(refusalText(reply) || t("decide.limit_saved"), !reply.ok);
  };
  return (
    <section class="desk-form" aria-labelledby="decide-limit">
      <h3 id="decide-limit">{t("decide.limit")}</h3>
      <Input
        id="decide-days"
        label={t("decide.limit_days")}
        hint={t("decide.limit_hint")}
        value={typed.value}
        onInput={(value) => (typed.value = value)}
      />
      <Button onClick={save}>{t("decide.limit_save")}</Button>
    </section>
  );
}
