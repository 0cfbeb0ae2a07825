import { useEffect, useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { say } from "../../ui/toast";
import { knows, speakOffice, t } from "../../ui/words";
import { AskFirst } from "../_shared/forms/AskFirst";
import { refusalText, useReply } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { FeedForm, Made } from "./FeedForm";

type Feed = Wire["Feed"];

/** The links by which other calendars read one's leave: made, copied once, and ended. */
export function Feeds() {
  useEffect(() => void speakOffice(), []);
  return knows("feed.title") ? <Links /> : null;
}

function Links() {
  const [reply, again] = useReply("/api/v1/feeds");
  const [making, setMaking] = useState(false);
  const [address, setAddress] = useState("");
  const made = (to: string): void => {
    setMaking(false);
    setAddress(to);
    again();
  };
  return (
    <section class="card" aria-labelledby="feeds">
      <h2 id="feeds">{t("feed.title")}</h2>
      <p class="muted">{t("feed.text")}</p>
      {reply === null ? <p class="muted">{t("common.loading")}</p> : null}
      {reply && !reply.ok ? <p class="muted">{refusalText(reply, t("feed.offline"))}</p> : null}
      {reply?.ok ? <List feeds={reply.data.feeds} onGone={again} /> : null}
      {address ? <Made address={address} /> : null}
      {making ? (
        <FeedForm onMade={made} onClose={() => setMaking(false)} />
      ) : reply?.ok ? (
        <Button onClick={() => setMaking(true)}>{t("feed.make")}</Button>
      ) : null}
    </section>
  );
}

function List({ feeds, onGone }: { feeds: readonly Feed[]; onGone: () => void }) {
  if (feeds.length === 0) return <p class="muted">{t("feed.none")}</p>;
  return (
    <ul class="settings-devices">
      {feeds.map((feed) => (
        <Row key={feed.id} feed={feed} onGone={onGone} />
      ))}
    </ul>
  );
}

function Row({ feed, onGone }: { feed: Feed; onGone: () => void }) {
  const { office } = useApp();
  const { id, name, kinds, team, used_on: used } = feed;
  const end = async (): Promise<void> => {
    const reply = await office.remove(`/api/v1/feeds/${encodeURIComponent(id)}`);
    say(reply.ok ? t("feed.ended") : refusalText(reply, t("feed.offline")), !reply.ok);
    onGone();
  };
  const told = [
    used ? t("feed.used", { date: used }) : t("feed.never"),
    kinds ? t("feed.shows.kinds") : "",
    team ? t("feed.shows.team") : "",
  ];
  return (
    <li>
      <span>
        <b>{name}</b>
        <small>{told.filter(Boolean).join(" · ")}</small>
      </span>
      <AskFirst act={t("feed.end")} label={t("feed.end_named", { name })} yes={t("feed.end_yes")} onYes={end} />
    </li>
  );
}
