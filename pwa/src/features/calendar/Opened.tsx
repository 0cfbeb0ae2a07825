import type { Lane, LaneDay, LaneRequest, TeamCalendar } from "../../store/appState";
import { capital, dateRange, dayDate, fullDate, shortDate, weekday } from "../../ui/formats";
import { Button } from "../../ui/Button";
import { Sheet } from "../../ui/Sheet";
import { language, t } from "../../ui/words";
import { Refusing } from "../_shared/forms/Refusing";
import { announce } from "../_shared/reply/announce";
import { useApp } from "../_shared/useApp";
import { saidOf } from "./Lane";
import { requestOf, stretchesOf } from "./stretches";
import { Person } from "../_shared/Person";

interface Props {
  calendar: TeamCalendar;
  lane: Lane;
  date: string;
  onClose: () => void;
  onDecided: () => void;
  mayAsk: (lane: Lane) => boolean;
  onAsk: (lane: Lane, from: string, until: string) => void;
}

/** What a cell is about: the leave with who else is away, and the decision where it is this person's to make. */
export function Opened({ calendar, lane, date, onClose, onDecided, mayAsk, onAsk }: Props) {
  const lang = language();
  const asks = t(useApp().session.value.person === lane.person ? "away.ask.title" : "away.record");
  const ask = (): void => {
    onClose();
    onAsk(lane, date, date);
  };
  const day = lane.days.get(date);
  const asked = day && requestOf(lane, day);
  const stretch = stretchesOf(lane).find(({ from, until }) => from <= date && date <= until);
  const [from, until] = [asked?.from ?? stretch?.from ?? date, asked?.until ?? stretch?.until ?? date];
  return (
    <Sheet title={day ? lane.name : capital(`${weekday(date, lang)} ${fullDate(date, lang)}`)} onClose={onClose}>
      {day ? (
        <p class="calendar-what">
          <strong>{dateRange(from, until, lang)}</strong>
          <span>{[saidOf(day), asked ? t(`away.ask.status.${asked.status}`) : ""].filter(Boolean).join(" · ")}</span>
        </p>
      ) : null}
      <Few calendar={calendar} from={from} until={until} asked={asked} />
      <Others calendar={calendar} but={day ? lane : null} from={from} until={until} />
      {mayAsk(lane) && (day?.state ?? "kiky") === "kiky" ? <Button onClick={ask}>{asks}</Button> : null}
      {asked?.decides ? <Decide lane={lane} asked={asked} onDecided={onDecided} /> : null}
    </Sheet>
  );
}

/** Dates of these that are short of the minimum, or would be once the leave is granted. */
function Few({
  calendar,
  from,
  until,
  asked,
}: {
  calendar: TeamCalendar;
  from: string;
  until: string;
  asked?: LaneRequest;
}) {
  const lang = language();
  const granting = asked?.status === "requested";
  const dates = [...(granting ? calendar.shortIfGranted : calendar.short)].filter((one) => one >= from && one <= until);
  if (dates.length === 0) return null;
  const days = dates.map((one) => shortDate(one, lang)).join(", ");
  return (
    <p class="note">{t(granting ? "calendar.would_be_short" : "calendar.is_short", { days, n: calendar.minimum })}</p>
  );
}

/** Who else is away or asks to be on these dates. */
function Others({
  calendar,
  but,
  from,
  until,
}: {
  calendar: TeamCalendar;
  but: Lane | null;
  from: string;
  until: string;
}) {
  const lang = language();
  const others = calendar.lanes.flatMap((lane) => {
    const days = [...lane.days.values()].filter(({ date, state }) => date >= from && date <= until && state !== "kiky");
    return lane === but || days.length === 0 ? [] : [{ lane, days }];
  });
  if (others.length === 0) return <p class="muted">{t("calendar.nobody")}</p>;
  return (
    <section class="calendar-others" aria-labelledby="calendar-others">
      <h3 id="calendar-others">{t("calendar.others")}</h3>
      <ul>
        {others.map(({ lane, days }) => (
          <li key={lane.person}>
            <b>
              <Person id={lane.person} name={lane.name} />
            </b>
            <span>{`${said(days, lang)} · ${saidOf(days[0]!)}`}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function said(days: readonly LaneDay[], lang: ReturnType<typeof language>): string {
  const [first, last] = [days[0]!.date, days.at(-1)!.date];
  return first === last ? dayDate(first, lang) : dateRange(first, last, lang);
}

function Decide({ lane, asked, onDecided }: { lane: Lane; asked: LaneRequest; onDecided: () => void }) {
  const { acts } = useApp();
  const decide = async (decision: "approve" | "reject", reason: string): Promise<void> => {
    const about = { ...asked, person: lane.person, personName: lane.name, note: "", reason: "" };
    const request = {
      ...about,
      decidedBy: "",
      answer: "",
      decidedWas: null,
      days: null,
      short: 0,
      flags: [],
      certificate: 0,
      local: false,
    };
    announce(await acts.decideLeave(request, decision, reason), t(`team.decided.${decision}`));
    onDecided();
  };
  return (
    <Refusing
      id={asked.id}
      yes={t("team.approve")}
      no={t("team.reject")}
      onYes={() => decide("approve", "")}
      onNo={(reason) => decide("reject", reason)}
    />
  );
}
