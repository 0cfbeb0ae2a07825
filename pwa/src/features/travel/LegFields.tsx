import "./claim.css";
import { useState } from "preact/hooks";
import { MEANS } from "../../domain/travel/types";
import type { Place } from "../../store/appState";
import { Button } from "../../ui/Button";
import { DateInput, TimeInput } from "../../ui/DateTime";
import { t } from "../../ui/words";
import { Field } from "../_shared/forms/Field";
import { Choice } from "./fields";
import type { LegForm } from "./form";
import type { TripProps } from "./More";
import { placeName } from "./words";

interface Props extends TripProps {
  places: readonly Place[];
}

const HOME = "FI";

/** The legs over a border: from where to where, when, and by what. */
export function Legs({ form, id, onForm, places }: Props) {
  const { legs } = form;
  const write = (at: number, change: Partial<LegForm>) =>
    onForm({ legs: legs.map((leg, number) => (number === at ? { ...leg, ...change } : leg)) });
  const add = () => {
    const before = legs.at(-1);
    const date = before ? form.endDate : form.startDate;
    const next = { from: before?.to || HOME, to: before ? HOME : "", by: "plane", departTime: "", arriveTime: "" };
    onForm({ legs: [...legs, { ...next, departDate: date, arriveDate: date }] });
  };
  return (
    <>
      <p class="muted small">{t("travel.leg.hint", { zone: form.body.zone })}</p>
      {legs.map((leg, number) => (
        <Leg
          key={number}
          id={`${id}-legs[${number}]`}
          leg={leg}
          number={number}
          places={places}
          onLeg={(change) => write(number, change)}
          onRemove={() => onForm({ legs: legs.filter((_, at) => at !== number) })}
        />
      ))}
      <Button onClick={add}>{t(legs.length ? "travel.leg.add" : "travel.leg.first")}</Button>
    </>
  );
}

interface LegProps {
  id: string;
  leg: LegForm;
  number: number;
  places: readonly Place[];
  onLeg: (change: Partial<LegForm>) => void;
  onRemove: () => void;
}

function Leg({ id, leg, number, places, onLeg, onRemove }: LegProps) {
  return (
    <fieldset class="travel-leg" id={id} tabIndex={-1}>
      <legend>{t("travel.leg.title", { n: number + 1 })}</legend>
      <div class="travel-pair">
        <PlaceField
          id={`${id}-from`}
          label={t("travel.leg.from")}
          code={leg.from}
          places={places}
          onPlace={(from) => onLeg({ from })}
        />
        <PlaceField
          id={`${id}-to`}
          label={t("travel.leg.to")}
          code={leg.to}
          places={places}
          onPlace={(to) => onLeg({ to })}
        />
      </div>
      <Choice
        id={`${id}-by`}
        label={t("travel.leg.by")}
        value={leg.by}
        options={MEANS.map((one) => [one, t(`travel.by.${one}`)] as const)}
        onPick={(by) => onLeg({ by })}
      />
      <Moment
        label={t("travel.leg.depart")}
        date={leg.departDate}
        time={leg.departTime}
        onDate={(departDate) =>
          onLeg({ departDate, arriveDate: leg.arriveDate < departDate ? departDate : leg.arriveDate })
        }
        onTime={(departTime) => onLeg({ departTime })}
      />
      <Moment
        label={t("travel.leg.arrive")}
        date={leg.arriveDate}
        time={leg.arriveTime}
        onDate={(arriveDate) => onLeg({ arriveDate })}
        onTime={(arriveTime) => onLeg({ arriveTime })}
      />
      <Button kind="link" onClick={onRemove}>
        {t("travel.leg.remove")}
      </Button>
    </fieldset>
  );
}

interface MomentProps {
  label: string;
  date: string;
  time: string;
  onDate: (date: string) => void;
  onTime: (time: string) => void;
}

function Moment({ label, date, time, onDate, onTime }: MomentProps) {
  return (
    <div class="travel-ends" role="group" aria-label={label}>
      <span class="label" aria-hidden="true">
        {label}
      </span>
      <DateInput aria-label={t("travel.date_of", { label })} value={date} onInput={onDate} />
      <TimeInput aria-label={t("travel.time_of", { label })} value={time} onInput={onTime} />
    </div>
  );
}

interface PlaceProps {
  id: string;
  label: string;
  code: string;
  places: readonly Place[];
  onPlace: (code: string) => void;
}

/** A country or a city of the table, found by typing its name. */
function PlaceField({ id, label, code, places, onPlace }: PlaceProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const named = [HOME, ...places.map((one) => one.code)].map((one) => [one, placeName(one, places)] as const);
  const text = typed ?? (code ? placeName(code, places) : "");
  const same = (a: string, b: string) => a.toLocaleLowerCase() === b.toLocaleLowerCase();
  const take = (now: string) => {
    setTyped(now);
    onPlace(named.find(([, name]) => same(name, now.trim()))?.[0] ?? "");
  };
  return (
    <Field id={id} label={label}>
      <input
        id={id}
        class="input"
        list={`${id}-places`}
        autocomplete="off"
        value={text}
        aria-invalid={(text !== "" && !code) || undefined}
        onInput={(event) => take(event.currentTarget.value)}
        onBlur={() => code && setTyped(null)}
      />
      <datalist id={`${id}-places`}>
        {named.map(([one, name]) => (
          <option key={one} value={name} />
        ))}
      </datalist>
    </Field>
  );
}
