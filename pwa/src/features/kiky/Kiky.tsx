import "./kiky.css";
import { useEffect, useState } from "preact/hooks";
import { Button } from "../../ui/Button";
import { hm } from "../../ui/formats";
import { follow } from "../../ui/Nav";
import { t, tn } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { Bonus } from "./Bonus";
import { Deduct } from "./Deduct";
import { KikyLeaver } from "./KikyLeaver";
import { MarkMany } from "./MarkMany";
import { PersonYear } from "./PersonYear";
import { FromSheet } from "./FromSheet";
import { KikySwitching } from "./KikySwitching";
import { TeamTable } from "./TeamTable";
import { type Plan, type TeamAnswer, type TeamRow, whyNot } from "./office";
import { Waiting } from "./Waiting";

type Panel =
  | { name: "mark" | "deduct" | "sheet" | "switch" }
  | { name: "leaver" | "person"; row: TeamRow }
  | { name: "bonus"; plan: Plan };

/** Who settles kiky; a planner marks days alone. */
const KEEPERS: ReadonlySet<string> = new Set(["supervisor", "payroll", "admin"]);

/** Everybody's year of kiky, and what a supervisor or payroll does about it; a planner marks their team's days. */
export function Kiky() {
  const { office, session } = useApp();
  const keeps = session.value.roles.some((role) => KEEPERS.has(role));
  const [year, setYear] = useState<number | null>(null);
  const [team, setTeam] = useState<TeamAnswer | null>(null);
  const [refusal, setRefusal] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [panel, setPanel] = useState<Panel | null>(null);
  const [turn, setTurn] = useState(0);
  const load = async (): Promise<void> => {
    const reply = await office.get(year ? `/api/v1/kiky/team?year=${year}` : "/api/v1/kiky/team");
    setRefusal(whyNot(reply));
    if (reply.ok) setTeam(reply.data);
  };
  useEffect(() => void load(), [year]);
  const again = (): void => {
    setTurn((before) => before + 1);
    void load();
  };
  const closed = (changed: boolean): void => {
    setPanel(null);
    if (changed) again();
  };
  const people = (team?.people ?? []).filter(({ person }) => chosen.has(person));
  return (
    <main class="kiky-page">
      <Head team={team} keeps={keeps} onYear={setYear} />
      {refusal ? <Again said={refusal} load={load} /> : null}
      {team || !refusal ? <Deeds keeps={keeps} onOpen={setPanel} /> : null}
      {keeps ? <Waiting turn={turn} onBonus={(plan) => setPanel({ name: "bonus", plan })} onChanged={again} /> : null}
      {team ? (
        <section class="card" aria-labelledby="kiky-team">
          <Totals rows={team.people} />
          <TeamTable team={team} keeps={keeps} chosen={chosen} onChosen={setChosen} onOpen={setPanel} />
        </section>
      ) : refusal ? null : (
        <p class="loading">{t("common.loading")}</p>
      )}
      {panel && team ? <Open panel={panel} team={team} people={people} onClose={closed} /> : null}
    </main>
  );
}

interface HeadProps {
  team: TeamAnswer | null;
  keeps: boolean;
  onYear: (year: number) => void;
}

function Head({ team, keeps, onYear }: HeadProps) {
  return (
    <header>
      <div>
        {team ? <h2 id="kiky-team">{t("kiky.team.title", { year: team.year })}</h2> : null}
        {keeps ? (
          <a href="/tyoehtosopimukset" onClick={(event) => follow(event, "/tyoehtosopimukset")}>
            {t("kiky.team.agreements")}
          </a>
        ) : null}
      </div>
      {team ? <Years year={team.year} onYear={onYear} /> : null}
    </header>
  );
}

/** What went wrong, and the way to try again. */
function Again({ said, load }: { said: string; load: () => Promise<void> }) {
  return (
    <div class="note" role="alert">
      <p>{said}</p>
      <Button onClick={load}>{t("common.try_again")}</Button>
    </div>
  );
}

/** What can be done for many at once; the company's own word is payroll's and the administrator's. */
function Deeds({ keeps, onOpen }: { keeps: boolean; onOpen: (panel: Panel) => void }) {
  const roles = useApp().session.value.roles;
  const runs = roles.some((role) => role === "payroll" || role === "admin");
  return (
    <div class="row-buttons">
      <Button kind="go" onClick={() => onOpen({ name: "mark" })}>
        {t("kiky.team.mark")}
      </Button>
      {keeps ? <Button onClick={() => onOpen({ name: "deduct" })}>{t("kiky.team.deduct")}</Button> : null}
      {keeps ? <Button onClick={() => onOpen({ name: "sheet" })}>{t("kiky.team.sheet")}</Button> : null}
      {runs ? <Button onClick={() => onOpen({ name: "switch" })}>{t("kiky.team.switch")}</Button> : null}
    </div>
  );
}

function Years({ year, onYear }: { year: number; onYear: (year: number) => void }) {
  return (
    <div class="row-buttons">
      <Button onClick={() => onYear(year - 1)}>{String(year - 1)}</Button>
      <Button onClick={() => onYear(year + 1)}>{String(year + 1)}</Button>
    </div>
  );
}

function Totals({ rows }: { rows: readonly TeamRow[] }) {
  const owing = rows.filter(({ accounted }) => accounted === "obligation");
  const sum = (part: "left" | "planned"): number => owing.reduce((all, row) => all + Math.max(0, row[part]), 0);
  return <p>{tn("kiky.team.sum", owing.length, { left: hm(sum("left")), planned: hm(sum("planned")) })}</p>;
}

interface OpenProps {
  panel: Panel;
  team: TeamAnswer;
  people: readonly TeamRow[];
  onClose: (changed: boolean) => void;
}

function Open({ panel, team, people, onClose }: OpenProps) {
  if ("row" in panel) {
    const { name, row } = panel;
    return name === "leaver" ? (
      <KikyLeaver row={row} year={team.year} onClose={onClose} />
    ) : (
      <PersonYear row={row} year={team.year} onClose={onClose} />
    );
  }
  if ("plan" in panel) return <Bonus plan={panel.plan} today={team.today} onClose={onClose} />;
  if (panel.name === "mark") return <MarkMany team={team} people={people} onClose={onClose} />;
  if (panel.name === "deduct") return <Deduct team={team} people={people} onClose={onClose} />;
  if (panel.name === "sheet") return <FromSheet team={team} onClose={onClose} />;
  return <KikySwitching today={team.today} onClose={onClose} />;
}
