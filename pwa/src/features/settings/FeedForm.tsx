import { useRef, useState } from "preact/hooks";
import { Button } from "../../ui/Button";
import { say } from "../../ui/toast";
import { t } from "../../ui/words";
import { Field } from "../_shared/forms/Field";
import { type Refusal, Refused } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";

/** What a new link shows, and its name. */
export function FeedForm({ onMade, onClose }: { onMade: (address: string) => void; onClose: () => void }) {
  const { office, session } = useApp();
  const [name, setName] = useState("");
  const [kinds, setKinds] = useState(false);
  const [team, setTeam] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | string | null>(null);
  const make = async (): Promise<void> => {
    if (!name.trim()) return setRefusal(t("error.feed_name"));
    const reply = await office.post("/api/v1/feeds", { name: name.trim(), kinds, team });
    if (!reply.ok) return setRefusal(reply);
    const { address } = reply.data;
    onMade(address.startsWith("/") ? location.origin + address : address);
  };
  return (
    <form class="settings-choices settings-password" onSubmit={(event) => event.preventDefault()}>
      <Field id="feed-name" label={t("feed.name")} hint={t("feed.name_hint")}>
        <input
          id="feed-name"
          class="input"
          maxLength={60}
          value={name}
          aria-describedby="feed-name-hint"
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </Field>
      <label>
        <input type="checkbox" checked={kinds} aria-describedby="feed-kinds-told" onChange={() => setKinds(!kinds)} />
        {t("feed.kinds")}
      </label>
      <small id="feed-kinds-told">{t("feed.kinds_told")}</small>
      {session.value.roles.includes("supervisor") ? (
        <label>
          <input type="checkbox" checked={team} onChange={() => setTeam(!team)} />
          {t("feed.team")}
        </label>
      ) : null}
      <Refused refusal={refusal} />
      <div class="row-buttons">
        <Button kind="go" onClick={make}>
          {t("feed.make")}
        </Button>
        <Button onClick={onClose}>{t("common.cancel")}</Button>
      </div>
    </form>
  );
}

/** The address of a link that has just been made: it is shown this once. */
export function Made({ address }: { address: string }) {
  const field = useRef<HTMLInputElement>(null);
  const copy = async (): Promise<void> => {
    field.current?.select();
    const done = await navigator.clipboard?.writeText(address).then(
      () => true,
      () => false,
    );
    say(t(done ? "feed.copied" : "people.copy_by_hand"));
  };
  return (
    <div class="settings-password" role="status">
      <p>{t("feed.once")}</p>
      <Field id="feed-address" label={t("feed.address")}>
        <input id="feed-address" class="input" readOnly ref={field} value={address} />
      </Field>
      <Button kind="go" onClick={copy}>
        {t("feed.copy")}
      </Button>
    </div>
  );
}
