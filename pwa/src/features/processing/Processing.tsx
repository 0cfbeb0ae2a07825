import "./processing.css";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { t, tn } from "../../ui/words";
import { PrintHead } from "../_shared/Logo";
import { useReply, Wait } from "../_shared/reply/reply";

const RIGHTS = ["see", "correct", "erase", "complain"] as const;

/** What is processed of everybody, why and for how long: a page to read and to print. */
export function Processing() {
  const [reply, again] = useReply("/api/v1/processing");
  return (
    <main class="desk processing">
      <PrintHead />
      <Wait reply={reply} again={again} offline={t("processing.offline")}>
        {(told) => (
          <>
            <section class="card">
              <h2>{t("processing.title", { name: told.organisation })}</h2>
              <p>{t("processing.lead", { date: told.date })}</p>
              <p>{t("processing.held")}</p>
              <div class="processing-print">
                <Button onClick={() => print()}>{t("processing.print")}</Button>
              </div>
            </section>
            {told.kinds.map((kind) => (
              <Kind key={kind.kind} told={kind} />
            ))}
            <section class="card">
              <h2>{t("processing.seen")}</h2>
              <p>{t("processing.seen.text")}</p>
            </section>
            <section class="card">
              <h2>{t("processing.rights")}</h2>
              <ul>
                {RIGHTS.map((right) => (
                  <li key={right}>{t(`processing.rights.${right}`)}</li>
                ))}
              </ul>
            </section>
          </>
        )}
      </Wait>
    </main>
  );
}

function Kind({ told }: { told: Wire["ProcessingKind"] }) {
  const rows = [
    ["what", t(`kept.${told.kind}.what`)],
    ["why", t(`kept.${told.kind}.why`)],
    ["how_long", `${tn("retention.year", told.years)} ${t(`retention.counted.${told.counted}`)}`],
    ["law", told.source ?? t("processing.chosen")],
  ] as const;
  return (
    <section class="card" aria-labelledby={`processing-${told.kind}`}>
      <h2 id={`processing-${told.kind}`}>{t(`kept.${told.kind}`)}</h2>
      <dl>
        {rows.map(([name, value]) => (
          <>
            <dt>{t(`processing.${name}`)}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
    </section>
  );
}
