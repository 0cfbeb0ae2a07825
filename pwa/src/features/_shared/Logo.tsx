import "./logo.css";
import { signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { path } from "../../ui/router";
import { useApp } from "./useApp";

/** What the server has said of the logo on this page; undefined while only the device's own row knows. */
const named = signal<string | null | undefined>(undefined);

/** An admin has set another logo, or none: everything that shows it follows at once. */
export function nameLogo(version: string | null): void {
  named.value = version;
}

/** The address of the organisation's logo, for as long as it is shown; empty where there is none. */
export function useLogo(): string {
  const { acts } = useApp();
  const [url, setUrl] = useState("");
  const shown = useRef<{ version: string; url: string } | null>(null);
  const show = (logo: { version: string; blob: Blob } | null): void => {
    if (logo?.version === shown.current?.version) return;
    if (shown.current) URL.revokeObjectURL(shown.current.url);
    shown.current = logo && { version: logo.version, url: URL.createObjectURL(logo.blob) };
    setUrl(shown.current?.url ?? "");
  };
  useEffect(() => {
    let wanted = true;
    acts.logo(named.value).then(
      (logo) => wanted && show(logo),
      () => {},
    );
    return () => void (wanted = false);
  }, [acts, named.value, path.value]);
  useEffect(() => () => show(null), []);
  return url;
}

/** The logo on a plate that is light where the screen is dark; nothing where there is none. */
export function Logo({ look }: { look: "bar" | "card" }) {
  const { session } = useApp();
  const url = useLogo();
  return url ? <img class={`logo logo-${look}`} src={url} alt={session.value.organisation} /> : null;
}

export function BarLogo() {
  return <Logo look="bar" />;
}

/** Over what is printed: the logo with the organisation's name. On the screen it is not there. */
export function PrintHead() {
  const { session } = useApp();
  const url = useLogo();
  return url ? (
    <p class="logo-print">
      <img src={url} alt="" />
      {session.value.organisation}
    </p>
  ) : null;
}
