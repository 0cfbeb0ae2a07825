import "./claim.css";
import type { TripDrive } from "../../store/appState";
import { INCREMENTS, VEHICLES } from "../../domain/travel/types";
import { Button } from "../../ui/Button";
import { capital } from "../../ui/formats";
import { t } from "../../ui/words";
import { Input, Select } from "../_shared/forms/fields";
import { Choice, NumberField } from "./fields";
import { More, type TripProps } from "./More";

const PASSENGERS = [0, 1, 2, 3, 4] as const;

/** What was driven: the first drive stands open, what raises it opens with its kilometres. */
export function Drives({ form, id, onBody }: TripProps) {
  const drives = form.body.kilometres;
  const write = (at: number, change: Partial<TripDrive>) =>
    onBody({ kilometres: drives.map((drive, number) => (number === at ? { ...drive, ...change } : drive)) });
  const add = () => {
    const next = { date: form.endDate || form.startDate, vehicle: "car", km: 0, passengers: 0, with: [], forest_km: 0 };
    onBody({ kilometres: [...drives, next] });
  };
  const remove = (at: number) => onBody({ kilometres: drives.filter((_, number) => number !== at) });
  return (
    <>
      {drives.map((drive, number) => (
        <Drive
          key={number}
          id={`${id}-drive-${number}`}
          drive={drive}
          number={number}
          dated={form.startDate !== form.endDate}
          onDrive={(change) => write(number, change)}
          onRemove={number > 0 ? () => remove(number) : undefined}
        />
      ))}
      {drives.some(({ km }) => km > 0) ? <Button onClick={add}>{t("travel.drive.add")}</Button> : null}
    </>
  );
}

interface DriveProps {
  id: string;
  drive: TripDrive;
  number: number;
  dated: boolean;
  onDrive: (change: Partial<TripDrive>) => void;
  onRemove?: () => void;
}

function Drive({ id, drive, number, dated, onDrive, onRemove }: DriveProps) {
  const { km, vehicle, passengers, date } = drive;
  return (
    <fieldset class="travel-drive">
      <legend class="vh">{t("travel.drive.title", { n: number + 1 })}</legend>
      <div class="travel-pair">
        <NumberField
          id={`${id}-km`}
          label={t("travel.field.km")}
          value={km || null}
          onValue={(typed) => onDrive({ km: typed ?? 0 })}
        />
        <Select
          id={`${id}-vehicle`}
          label={t("travel.field.vehicle")}
          value={vehicle}
          options={VEHICLES.map((one) => [one, capital(t(`rule.what.${one}`))] as const)}
          onInput={(picked) => onDrive({ vehicle: picked })}
        />
      </div>
      {km > 0 ? (
        <>
          {dated || number > 0 ? (
            <Input
              id={`${id}-date`}
              type="date"
              label={t("travel.field.drive_date")}
              value={date}
              onInput={(picked) => onDrive({ date: picked })}
            />
          ) : null}
          <Choice
            id={`${id}-passengers`}
            label={t("travel.field.passengers")}
            value={passengers}
            options={PASSENGERS.map((n) => [n, String(n)] as const)}
            onPick={(picked) => onDrive({ passengers: picked })}
          />
          <Increments id={id} drive={drive} onDrive={onDrive} />
        </>
      ) : null}
      {onRemove ? (
        <Button kind="link" onClick={onRemove}>
          {t("travel.drive.remove")}
        </Button>
      ) : null}
    </fieldset>
  );
}

function Increments({ id, drive, onDrive }: Pick<DriveProps, "id" | "drive" | "onDrive">) {
  const carried = drive.with;
  const toggle = (name: string, on: boolean) =>
    onDrive({ with: on ? [...carried, name] : carried.filter((one) => one !== name) });
  return (
    <More title={t("travel.drive.increments")} open={carried.length > 0 || drive.forest_km > 0}>
      {INCREMENTS.map((name) => (
        <label key={name} class="check">
          <input
            type="checkbox"
            checked={carried.includes(name)}
            onChange={(event) => toggle(name, event.currentTarget.checked)}
          />
          <span>{capital(t(`rule.what.${name}`))}</span>
        </label>
      ))}
      <NumberField
        id={`${id}-forest`}
        label={t("travel.field.forest_km")}
        value={drive.forest_km || null}
        onValue={(km) => onDrive({ forest_km: km ?? 0 })}
      />
    </More>
  );
}
