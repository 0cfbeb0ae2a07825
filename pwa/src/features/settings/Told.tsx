import { useEffect, useState } from "preact/hooks";
import { speakOffice } from "../../ui/words";
import { MailNotices } from "./MailNotices";
import { Reminders } from "./Reminders";

/** What else tells a person something: e-mail and reminders. They come when their words have. */
export function Told() {
  const [spoken, setSpoken] = useState(false);
  useEffect(() => {
    let wanted = true;
    speakOffice().then(
      () => wanted && setSpoken(true),
      () => {},
    );
    return () => void (wanted = false);
  }, []);
  if (!spoken) return null;
  return (
    <>
      <Reminders />
      <MailNotices />
    </>
  );
}
