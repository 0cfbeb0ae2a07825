import "./needs.css";
import type { Attention } from "../../../store/appState";
import { Button } from "../../../ui/Button";
import { clock, dayDate } from "../../../ui/formats";
import { language, siteZone, t } from "../../../ui/words";
import { useApp } from "../useApp";
import { announce } from "../reply/announce";

type Item = Extract<Attention, { kind: "two_outs" }>;
type Version = Item["versions"][number];

/** Two people said when the day ended. Both words are shown; one tap keeps one of them, the other stays in the record. */
export function TwoOuts({ item }: { item: Item }) {
  const lang = language();
  const theirs = item.versions.find(({ mine }) => !mine);
  return (
    <section class="note">
      <h2>{t("attention.two_outs.title", { day: dayDate(item.date, lang) })}</h2>
      <ul class="needs-versions">
        {item.versions.map((version) => (
          <VersionRow key={version.punch} version={version} all={item.versions} />
        ))}
      </ul>
      {theirs ? <p class="small">{t("attention.two_outs.text", { name: theirs.authorName })}</p> : null}
    </section>
  );
}

function VersionRow({ version, all }: { version: Version; all: readonly Version[] }) {
  const { acts } = useApp();
  const at = clock(version.at, language(), siteZone());
  const others = all.filter(({ punch }) => punch !== version.punch).map(({ punch }) => punch);
  const choose = async (): Promise<void> =>
    announce(await acts.choosePunch(version.punch, others), t("attention.two_outs.chosen", { at }));
  return (
    <li>
      <div>
        <b>{t("attention.two_outs.said", { at: version.at })}</b>
        <small>
          {version.mine ? t("attention.two_outs.mine") : version.authorName}
          {version.counts ? ` · ${t("attention.two_outs.counts")}` : ""}
        </small>
      </div>
      <Button kind={version.mine ? "plain" : "warm"} onClick={choose}>
        {t("attention.two_outs.choose", { at })}
      </Button>
    </li>
  );
}
