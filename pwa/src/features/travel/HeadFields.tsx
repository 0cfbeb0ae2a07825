import type { ClaimHead } from "../../store/appState";
import { t } from "../../ui/words";
import { Field } from "../_shared/forms/Field";
import { Input, Select } from "../_shared/forms/fields";
import { useApp } from "../_shared/useApp";
import { NumberField } from "./fields";
import { More } from "./More";

interface Props {
  head: ClaimHead;
  onHead: (change: Partial<ClaimHead>) => void;
}

/** What the whole claim says of itself. */
export function HeadFields({ head, onHead }: Props) {
  const centres = useApp().today.value?.costCentres ?? [];
  const filled = Boolean(head.title || head.note || head.cost_centre || head.advance_cents);
  return (
    <More title={t("travel.head")} open={filled}>
      <NumberField
        id="claim-advance"
        label={t("travel.field.advance")}
        value={head.advance_cents ? head.advance_cents / 100 : null}
        onValue={(euros) => onHead({ advance_cents: Math.round((euros ?? 0) * 100) })}
      />
      {centres.length ? (
        <Select
          id="claim-cost-centre"
          label={t("travel.field.cost_centre")}
          value={head.cost_centre ?? ""}
          options={[
            ["", t("travel.no_cost_centre")],
            ...centres.map((one) => [one.id, [one.code, one.name].filter(Boolean).join(" ")] as const),
          ]}
          onInput={(picked) => onHead({ cost_centre: picked || null })}
        />
      ) : null}
      <Input
        id="claim-title"
        label={t("travel.field.title")}
        value={head.title}
        maxLength={200}
        onInput={(title) => onHead({ title })}
      />
      <Field id="claim-note" label={t("travel.field.note")}>
        <textarea
          id="claim-note"
          class="input"
          rows={2}
          maxLength={2000}
          value={head.note}
          onInput={(event) => onHead({ note: event.currentTarget.value })}
        />
      </Field>
    </More>
  );
}
