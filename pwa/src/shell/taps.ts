/** A notification was tapped while the app is open: the worker names its notice. */
import { go } from "../ui/router";

interface Tapped {
  type?: unknown;
  id?: unknown;
}

/** Opens the inbox at the notice, which leads on to what it is about. Returns the way to stop listening. */
export function followTaps(): () => void {
  const worker = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  const hear = ({ data }: MessageEvent<Tapped | null>): void => {
    if (data?.type === "notice" && typeof data.id === "string") go(`/ilmoitukset/${encodeURIComponent(data.id)}`);
  };
  worker?.addEventListener("message", hear);
  return () => worker?.removeEventListener("message", hear);
}
