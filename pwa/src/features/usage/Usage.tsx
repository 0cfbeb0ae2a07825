import "./usage.css";
import type { Wire } from "../../store/appState";
import { fullDate, num } from "../../ui/formats";
import { language, t, tn } from "../../ui/words";
import { Go } from "../_shared/Go";
import { useReply, Wait } from "../_shared/reply/reply";

type Feature = Wire["FeatureUsed"];
type Page = Wire["FeaturesUsed"];

const STATES = ["used", "not_lately", "never", "not_recorded"] as const;
const day = (date: string): string => fullDate(date, language());

/** Which features are in use, in numbers and dates alone: nobody is named. */
export function Usage() {
  const [reply, again] = useReply("/api/v1/usage");
  return (
    <main class="desk usage">
      <Wait reply={reply} again={again} offline={t("usage.offline")}>
        {(page) => (
          <>
            <section class="card" aria-labelledby="usage-lead">
              <h2 id="usage-lead">{t("usage.title", { from: day(page.since), to: day(page.date) })}</h2>
              <p>{tn("usage.people", page.people)}</p>
              <p class="muted">{t("usage.lead")}</p>
            </section>
            {STATES.map((state) => (
              <State key={state} state={state} page={page} />
            ))}
          </>
        )}
      </Wait>
    </main>
  );
}

interface StateProps {
  state: Feature["state"];
  page: Page;
}

function State({ state, page }: StateProps) {
  const those = page.features.filter((one) => one.state === state);
  if (those.length === 0) return null;
  return (
    <section class="card" aria-labelledby={`usage-${state}`}>
      <h2 id={`usage-${state}`}>
        {t(`usage.state.${state}`)} <span class="desk-mark plain">{num(those.length, language())}</span>
      </h2>
      <p class="muted">{t(`usage.text.${state}`)}</p>
      <table class="desk-grid">
        <thead>
          <tr>
            <th scope="col">{t("usage.feature")}</th>
            <th scope="col">{t("usage.by")}</th>
            <th scope="col">{t("usage.last")}</th>
            <th scope="col">{t("usage.set_up")}</th>
          </tr>
        </thead>
        <tbody>
          {those.map((one) => (
            <Row key={one.kind} told={one} of={page.people} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ told, of }: { told: Feature; of: number }) {
  return (
    <tr>
      <th scope="row">
        {t(`usage.kind.${told.kind}`)}
        <small>{t(`usage.what.${told.kind}`)}</small>
      </th>
      <td class="desk-fig" data-name={t("usage.by")}>
        {told.state === "not_recorded" ? "–" : by(told, of)}
      </td>
      <td class="desk-fig" data-name={t("usage.last")}>
        {told.last ? day(told.last) : "–"}
      </td>
      <td>
        {told.set_up ? (
          <Go to={`/${told.set_up}`}>{t(told.set_up === "lisaa" ? "nav.more" : `nav.${told.set_up}`)}</Go>
        ) : null}
      </td>
    </tr>
  );
}

function by({ people, things }: Feature, of: number): string {
  const n = (value: number): string => num(value, language());
  if (people !== null) return t("usage.by_people", { n: n(people), of: n(of) });
  return n(things ?? 0);
}
