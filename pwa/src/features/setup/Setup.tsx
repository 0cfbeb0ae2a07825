import "./setup.css";
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { within } from "../../ui/router";
import { t, tn } from "../../ui/words";
import { Go } from "../_shared/Go";
import { useReply, Wait } from "../_shared/reply/reply";
import { useAgreementName } from "./agreementName";
import { CostCentres, WorkTypes } from "./Bookings";
import { HistoryFile } from "./HistoryFile";
import { Merging } from "./Merging";
import { Invitations } from "./Invitations";
import { Organisation } from "./Organisation";
import { Pilot } from "./Pilot";
import { Sites } from "./Sites";
import { StaffFile } from "./StaffFile";
import { Teams } from "./Teams";

type State = Wire["SetUp"];

/** A company from nothing to the first clock-in; `/kayttoonotto/henkilot` is the file of people alone, and
 * `/kayttoonotto/historia` hours from an old clock. */
export function Setup() {
  const [changed, setChanged] = useState(0);
  const [reply, again] = useReply("/api/v1/setup", changed);
  const done = (): void => setChanged(changed + 1);
  return (
    <main class="desk setup">
      <Wait reply={reply} again={again} offline={t("setup.offline")}>
        {(state) => {
          if (within.value === "henkilot") return <People state={state} onDone={done} />;
          return within.value === "historia" ? (
            <History state={state} />
          ) : (
            <Guide state={state} changed={changed} onDone={done} />
          );
        }}
      </Wait>
    </main>
  );
}

interface Props {
  state: State;
  onDone: () => void;
}

function People({ state, onDone }: Props) {
  return (
    <section class="card">
      <h2>{t("staff.title")}</h2>
      <StaffFile hasTeams={state.teams.length > 0} onDone={onDone} />
    </section>
  );
}

function History({ state }: { state: State }) {
  return (
    <section class="card">
      <h2>{t("history.title")}</h2>
      <HistoryFile zone={state.zone} />
    </section>
  );
}

function steps(state: State): Record<string, boolean> {
  return {
    organisation: state.name !== "Leima",
    people: state.employed > 0,
    teams: state.teams.length > 0 && state.teams.every(({ supervisors }) => supervisors.length > 0),
    bookings: state.work_types.length + state.cost_centres.length > 0,
    agreements: state.agreements.length > 0,
    roles: state.payroll > 1,
    invitations: state.people > 1 && state.waiting.every(({ invited }) => invited),
    first: state.clocked_in,
  };
}

function Guide({ state, changed, onDone }: Props & { changed: number }) {
  const done = steps(state);
  const next = Object.keys(done).find((step) => !done[step]);
  const step = (name: string, children: ComponentChildren) => (
    <Step key={name} name={name} number={Object.keys(done).indexOf(name) + 1} done={done[name]!} open={name === next}>
      {children}
    </Step>
  );
  return (
    <>
      <p class="muted">{t("setup.lead")}</p>
      <p role="status">
        <b>{t("setup.done", { n: Object.values(done).filter(Boolean).length, of: Object.keys(done).length })}</b>
      </p>
      {step("organisation", <Organisation state={state} onDone={onDone} />)}
      {step(
        "people",
        <>
          <p>{tn("setup.people.now", state.employed)}</p>
          <StaffFile hasTeams={state.teams.length > 0} onDone={onDone} />
          <Go to="/henkilot">{t("setup.people.one")}</Go>
          <Go to="/kayttoonotto/historia">{t("history.open")}</Go>
        </>,
      )}
      {step(
        "teams",
        <>
          <Teams state={state} onDone={onDone} />
          <Sites state={state} onDone={onDone} />
        </>,
      )}
      {step(
        "bookings",
        <>
          <WorkTypes state={state} onDone={onDone} />
          <CostCentres state={state} onDone={onDone} />
          <Merging changed={changed} onDone={onDone} />
        </>,
      )}
      {step("agreements", <Agreements keys={state.agreements} />)}
      {step("roles", <Roles />)}
      {step("invitations", <Invitations state={state} onDone={onDone} />)}
      {step("first", <p>{t(state.clocked_in ? "setup.first.done" : "setup.first.text")}</p>)}
      <Pilot teams={state.teams} />
      <Go to="/kaytto">{t("setup.usage")}</Go>
    </>
  );
}

function Agreements({ keys }: { keys: readonly string[] }) {
  const names = keys.map(useAgreementName());
  return (
    <>
      {names.length > 0 ? <p>{t("setup.agreements.now", { names: names.join(", ") })}</p> : null}
      <Go to="/tyoehtosopimukset">{t("setup.agreements.open")}</Go>
    </>
  );
}

function Roles() {
  return (
    <>
      <p>{t("setup.roles.text")}</p>
      <Go to="/henkilot">{t("setup.roles.open")}</Go>
    </>
  );
}

interface StepProps {
  name: string;
  number: number;
  done: boolean;
  open: boolean;
  children: ComponentChildren;
}

/** The next step is open. The sheets of invitations stay open too: they are printed after they were made. */
function Step({ name, number, done, open, children }: StepProps) {
  const [stays, setStays] = useState(false);
  useEffect(() => void (open && name === "invitations" && setStays(true)), [open]);
  return (
    <details class="card setup-step" open={open || stays}>
      <summary>
        <h2>
          {number}. {t(`setup.step.${name}`)}
        </h2>
        <span class={done ? "desk-mark plain" : "desk-mark"}>{t(done ? "setup.ready" : "setup.open")}</span>
      </summary>
      <div class="setup-body">{children}</div>
    </details>
  );
}
