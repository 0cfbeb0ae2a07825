import { LODGINGS } from "../../domain/travel/types";
import { addDays, dayDate } from "../../ui/formats";
import { language, t } from "../../ui/words";
import { Select } from "../_shared/forms/fields";
import { Choice } from "./fields";
import { daysOf, nightsOf } from "./form";
import type { TripProps } from "./More";

const MEALS = [0, 1, 2] as const;

/** Free meals of each travel day: a row a day. */
export function FreeMeals({ form, id, onBody }: TripProps) {
  const days = daysOf(form);
  const told = form.body.free_meals;
  const pick = (at: number, meals: number) =>
    onBody({ free_meals: Array.from({ length: days }, (_, number) => (number === at ? meals : (told[number] ?? 0))) });
  const label = (number: number) => {
    if (days === 1) return t("travel.field.free_meals");
    const day = dayDate(addDays(form.startDate, number), language());
    return t("travel.field.free_meals_on", { n: number + 1, day });
  };
  return (
    <>
      {Array.from({ length: days }, (_, number) => (
        <Choice
          key={number}
          id={`${id}-free_meals-${number}`}
          label={label(number)}
          value={told[number] ?? 0}
          options={MEALS.map((n) => [n, n === 2 ? t("travel.two_or_more") : String(n)] as const)}
          onPick={(meals) => pick(number, meals)}
        />
      ))}
    </>
  );
}

/** Where each night was slept: it is asked, since a night without lodging earns an allowance. */
export function Nights({ form, id, onForm }: TripProps) {
  const { body, told } = form;
  const pick = (date: string, lodging: string) => {
    const others = body.nights.filter((night) => night.date !== date);
    onForm({
      told: lodging ? [...told.filter((one) => one !== date), date] : told.filter((one) => one !== date),
      body: {
        ...body,
        nights: lodging ? [...others, { date, lodging }].sort((a, b) => (a.date < b.date ? -1 : 1)) : others,
      },
    });
  };
  return (
    <>
      {nightsOf(form).map((date) => (
        <Select
          key={date}
          id={`${id}-nights.${date}`}
          label={t("travel.field.night", { date })}
          value={told.includes(date) ? (body.nights.find((night) => night.date === date)?.lodging ?? "") : ""}
          options={[
            ["", t("travel.choose")],
            ...[...LODGINGS].reverse().map((one) => [one, t(`travel.lodging.${one}`)] as const),
          ]}
          onInput={(lodging) => pick(date, lodging)}
        />
      ))}
    </>
  );
}

/** For a trip without a per diem, out of reach of the usual eating place. */
export function MealAllowance({ form, id, onBody }: TripProps) {
  const { meals, usual_eating_place: near } = form.body;
  return (
    <>
      <Choice
        id={`${id}-meals`}
        label={t("travel.field.meals")}
        value={meals}
        options={MEALS.map((n) => [n, String(n)] as const)}
        onPick={(picked) => onBody({ meals: picked })}
      />
      {meals > 0 ? (
        <Choice
          id={`${id}-usual_eating_place`}
          label={t("travel.field.usual_eating_place")}
          value={near === null ? "" : near ? "yes" : "no"}
          options={[
            ["yes", t("value.yes")],
            ["no", t("value.no")],
          ]}
          onPick={(picked) => onBody({ usual_eating_place: picked === "yes" })}
        />
      ) : null}
    </>
  );
}
