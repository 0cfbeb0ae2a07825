import { useEffect, useState } from "preact/hooks";
import type { Live } from "../store/live";
import { closeSheet, followHistory, path, replace, sheet } from "../ui/router";
import { Toasts } from "../ui/toast";
import { Nav } from "../ui/Nav";
import { rememberLook, wear } from "../ui/theme";
import { language, speak, t, useZone } from "../ui/words";
import { LiveContext, useLive } from "../features/live";
import { mayOpen } from "../features/rooms";
import { Header } from "./Header";
import { Lazy } from "../ui/Lazy";
import { PARTS, SHEETS } from "./parts";
import { Today } from "../features/today/Today";
import { Nowhere } from "./Nowhere";
import { HOME, navItems, screenOf } from "./screens";
import { useShortcuts } from "./shortcuts";
import { Trouble } from "./Trouble";

export function App({ live }: { live: Live }) {
  const [unfollow] = useState(followHistory);
  useEffect(() => unfollow, []);
  useEffect(() => live.theme.subscribe(wear), [live]);
  useEffect(() => live.language.subscribe((wanted) => void (wanted !== language() && speak(wanted))), [live]);
  useEffect(() => live.session.subscribe((session) => useZone(session.zone)), [live]);
  useEffect(() => rememberLook({ theme: live.theme.value, language: live.language.value }));
  return (
    <LiveContext.Provider value={live}>
      <Frame />
      <Toasts />
    </LiveContext.Provider>
  );
}

function Frame() {
  const live = useLive();
  const session = live.session.value;
  if (path.value === "/liity") return <Lazy load={PARTS.invitation} props={{}} />;
  if (session.status === "starting") return <Starting />;
  if (session.status === "signed_out" || path.value === "/kirjaudu") return <Lazy load={PARTS.signin} props={{}} />;
  return <Inside />;
}

function Starting() {
  return (
    <main class="starting">
      <p class="loading">{t("common.loading")}</p>
    </main>
  );
}

function Inside() {
  const live = useLive();
  useShortcuts(live);
  const found = screenOf(path.value);
  const screen = found && mayOpen(found, live.session.value.roles) ? found : null;
  const home = path.value === "/";
  useEffect(() => {
    if (home) replace(HOME);
  }, [home]);
  const items = navItems(path.value, live.session.value.roles, live.team.value, live.waits.value);
  const open = sheet.value;
  const part = screen && screen !== "today" ? PARTS[screen] : null;
  return (
    <div class="app">
      <SkipLink />
      <Nav items={items} label={t("nav.label")} brand="Leima" />
      <div class="scroll">
        <Header screen={screen ?? (home ? "today" : "nowhere")} />
        <Trouble />
        {part ? (
          <Lazy key={screen} load={part} props={{}} />
        ) : screen || home ? (
          <Today />
        ) : (
          <Nowhere forbidden={found !== null} />
        )}
      </div>
      {open && SHEETS[open.name] ? (
        <Lazy key={open.name} load={SHEETS[open.name]!} props={{ of: open.of, onClose: closeSheet }} />
      ) : null}
    </div>
  );
}

/** The first thing that the keyboard meets: past the bar, to the heading of the screen. */
function SkipLink() {
  const skip = (event: Event): void => {
    event.preventDefault();
    document.querySelector<HTMLElement>("h1")?.focus();
  };
  return (
    <a class="skip" href="#leima" onClick={skip}>
      {t("nav.skip")}
    </a>
  );
}
