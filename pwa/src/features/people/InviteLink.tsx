import { useRef } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { clock, dayDate, localTime } from "../../ui/formats";
import { say } from "../../ui/toast";
import { language, siteZone, t } from "../../ui/words";

interface Props {
  link: Wire["Link"];
  name: string;
  /** Whether the person has a password already: then the link changes it. */
  joined: boolean;
}

/** A one-time link, shown once, to be copied and given to its person. */
export function InviteLink({ link, name, joined }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [lang, zone, until] = [language(), siteZone(), Date.parse(link.expires_at)];
  const when = { date: dayDate(localTime(until, zone).date, lang), at: clock(until, lang, zone) };
  const copy = async (): Promise<void> => {
    field.current?.select();
    const done = await navigator.clipboard?.writeText(link.link).then(
      () => true,
      () => false,
    );
    say(t(done ? "people.copied" : "people.copy_by_hand"));
  };
  return (
    <div class="note calm people-invite" role="status">
      <p>{t(joined ? "people.reset_made" : "people.invite_made", { name })}</p>
      <input class="input" readOnly value={link.link} ref={field} aria-label={t("people.link_of", { name })} />
      <span class="row-buttons">
        <Button kind="go" onClick={copy}>
          {t("people.copy")}
        </Button>
      </span>
      <p class="muted">{t("people.link_until", when)}</p>
    </div>
  );
}
