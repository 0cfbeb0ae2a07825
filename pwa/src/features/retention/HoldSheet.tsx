import { useState } from "preact/hooks";
import { Button } from "../../ui/Button";
import { Sheet } from "../../ui/Sheet";
import { say } from "../../ui/toast";
import { t } from "../../ui/words";
import { Input, Select } from "../_shared/forms/fields";
import { type Refusal, Refused, useReply, Wait } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";

interface Props {
  today: string;
  onClose: (done: boolean) => void;
}

/** A new hold: whose, why, and from when. */
export function HoldSheet({ today, onClose }: Props) {
  const { office } = useApp();
  const [reply, again] = useReply("/api/v1/people");
  const [whose, setWhose] = useState("");
  const [grounds, setGrounds] = useState("");
  const [first, setFirst] = useState(today);
  const [last, setLast] = useState("");
  const [refusal, setRefusal] = useState<Refusal | string | null>(null);
  const save = async (): Promise<void> => {
    if (!grounds.trim()) return setRefusal(t("error.hold_grounds"));
    const form = { whose: whose || null, grounds: grounds.trim(), first_day: first, last_day: last || null };
    const done = await office.post("/api/v1/retention/holds", form);
    if (!done.ok) return setRefusal(done);
    say(t("retention.hold.done"));
    onClose(true);
  };
  return (
    <Sheet title={t("retention.hold.set")} onClose={() => onClose(false)}>
      <Wait reply={reply} again={again}>
        {({ people }) => (
          <div class="desk">
            <Select
              id="hold-whose"
              label={t("retention.hold.whose")}
              value={whose}
              options={[["", t("retention.hold.everybody")], ...people.map(({ id, name }) => [id, name] as const)]}
              onInput={setWhose}
            />
            <Input
              id="hold-grounds"
              label={t("retention.hold.grounds")}
              value={grounds}
              onInput={setGrounds}
              maxLength={2000}
            />
            <Input id="hold-first" type="date" label={t("retention.hold.first")} value={first} onInput={setFirst} />
            <Input id="hold-last" type="date" label={t("retention.hold.last")} value={last} onInput={setLast} />
            <Refused refusal={refusal} />
            <Button kind="go" onClick={save}>
              {t("retention.hold.set")}
            </Button>
          </div>
        )}
      </Wait>
    </Sheet>
  );
}
