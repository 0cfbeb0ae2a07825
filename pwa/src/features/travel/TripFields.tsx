import "./claim.css";
import { DateInput, TimeInput } from "../../ui/DateTime";
import { t } from "../../ui/words";
import type { Place, Worked } from "../../store/appState";
import { Field } from "../_shared/forms/Field";
import { Input } from "../_shared/forms/fields";
import { Drives } from "./DriveFields";
import { Choice, NumberField } from "./fields";
import { Legs } from "./LegFields";
import { More, type TripProps } from "./More";
import { FreeMeals, MealAllowance, Nights } from "./StayFields";

interface Props extends TripProps {
  worked: Worked;
  places: readonly Place[];
  contractor: boolean;
}

/** One trip: the few fields of a usual day stand open, the rest opens where it is needed. */
export function TripFields({ worked, places, contractor, ...trip }: Props) {
  const abroad = trip.form.legs.length > 0;
  const per_diem = worked.days.some((day) => day.is !== "none");
  return (
    <>
      <Where {...trip} />
      <When {...trip} />
      {contractor ? <TravelHours {...trip} /> : <Distances {...trip} abroad={abroad} />}
      <Drives {...trip} />
      {contractor ? null : <Nights {...trip} />}
      {contractor ? null : <FreeMeals {...trip} />}
      <More title={t("travel.route")} open={false}>
        <Route {...trip} />
      </More>
      {contractor ? null : (
        <>
          <More title={t("travel.abroad")} open={abroad}>
            <Legs {...trip} places={places} />
          </More>
          {per_diem ? null : (
            <More title={t("travel.meal_allowance")} open={trip.form.body.meals > 0}>
              <MealAllowance {...trip} />
            </More>
          )}
        </>
      )}
    </>
  );
}

function Where({ form, id, onBody }: TripProps) {
  return (
    <>
      <Input
        id={`${id}-destination`}
        label={t("travel.field.destination")}
        value={form.body.destination}
        maxLength={200}
        onInput={(destination) => onBody({ destination })}
      />
      <Input
        id={`${id}-purpose`}
        label={t("travel.field.purpose")}
        value={form.body.purpose}
        maxLength={200}
        onInput={(purpose) => onBody({ purpose })}
      />
    </>
  );
}

/** Both ends; the last date follows the first one when that passes it. */
function When({ form, id, onForm }: TripProps) {
  const start = (startDate: string) =>
    onForm({ startDate, endDate: !form.endDate || form.endDate < startDate ? startDate : form.endDate });
  return (
    <>
      <Ends
        id={`${id}-start`}
        label={t("travel.field.start")}
        date={form.startDate}
        time={form.startTime}
        onDate={start}
        onTime={(startTime) => onForm({ startTime })}
      />
      <Ends
        id={`${id}-end`}
        label={t("travel.field.end")}
        date={form.endDate}
        time={form.endTime}
        onDate={(endDate) => onForm({ endDate })}
        onTime={(endTime) => onForm({ endTime })}
      />
    </>
  );
}

interface EndsProps {
  id: string;
  label: string;
  date: string;
  time: string;
  onDate: (date: string) => void;
  onTime: (time: string) => void;
}

function Ends({ id, label, date, time, onDate, onTime }: EndsProps) {
  return (
    <div class="travel-ends" role="group" aria-labelledby={`${id}-label`}>
      <span class="label" id={`${id}-label`}>
        {label}
      </span>
      <DateInput aria-label={t("travel.date_of", { label })} value={date} onInput={onDate} />
      <TimeInput id={id} aria-label={t("travel.time_of", { label })} value={time} onInput={onTime} />
    </div>
  );
}

function Distances({ form, id, abroad, onBody }: TripProps & { abroad: boolean }) {
  const { body } = form;
  const from = (place: "workplace" | "home") => {
    const usual = !body.start_place || body.start_place === t(`travel.from.${body.from}`);
    onBody({ from: place, start_place: usual ? t(`travel.from.${place}`) : body.start_place });
  };
  return (
    <>
      <Choice
        id={`${id}-from`}
        label={t("travel.field.from")}
        value={body.from}
        options={(["workplace", "home"] as const).map((place) => [place, t(`travel.from.${place}`)] as const)}
        onPick={from}
      />
      {abroad ? null : (
        <div class="travel-pair">
          <NumberField
            id={`${id}-km_from_workplace`}
            label={t("travel.field.km_from_workplace")}
            value={body.km_from_workplace}
            onValue={(km_from_workplace) => onBody({ km_from_workplace })}
          />
          <NumberField
            id={`${id}-km_from_home`}
            label={t("travel.field.km_from_home")}
            value={body.km_from_home}
            onValue={(km_from_home) => onBody({ km_from_home })}
          />
        </div>
      )}
    </>
  );
}

/** A contractor invoices hours of travel. */
function TravelHours({ form, id, onBody }: TripProps) {
  const minutes = form.body.travel_minutes;
  return (
    <NumberField
      id={`${id}-travel_minutes`}
      label={t("travel.field.travel_minutes")}
      value={minutes === null ? null : Math.round((minutes / 60) * 100) / 100}
      onValue={(hours) => onBody({ travel_minutes: hours === null ? null : Math.round(hours * 60) })}
    />
  );
}

function Route({ form, id, onForm, onBody }: TripProps) {
  return (
    <>
      <Input
        id={`${id}-start_place`}
        label={t("travel.field.start_place")}
        value={form.body.start_place}
        maxLength={200}
        onInput={(start_place) => onBody({ start_place })}
      />
      <Input
        id={`${id}-stops`}
        label={t("travel.field.stops")}
        hint={t("travel.field.stops_hint")}
        value={form.stops}
        maxLength={400}
        onInput={(stops) => onForm({ stops })}
      />
      <Field id={`${id}-note`} label={t("travel.field.note")}>
        <textarea
          id={`${id}-note`}
          class="input"
          rows={2}
          maxLength={2000}
          value={form.body.note}
          onInput={(event) => onBody({ note: event.currentTarget.value })}
        />
      </Field>
    </>
  );
}
