import type { Wire } from "../../store/appState";
import { clock, fullDate, localTime } from "../../ui/formats";
import { language, siteZone, t } from "../../ui/words";

/** Removals that were carried out. */
export function Runs({ runs }: { runs: readonly Wire["RunData"][] }) {
  if (runs.length === 0) return null;
  return (
    <section class="card" aria-labelledby="retention-runs">
      <h2 id="retention-runs">{t("retention.runs")}</h2>
      <ul class="retention-list">
        {runs.map((run) => (
          <li key={run.at}>
            {t("retention.run_row", { when: when(run.at), n: run.records, name: run.by_name ?? "" })}
          </li>
        ))}
      </ul>
    </section>
  );
}

function when(instant: string): string {
  const ms = Date.parse(instant);
  return `${fullDate(localTime(ms, siteZone()).date, language())} ${clock(ms, language(), siteZone())}`;
}
