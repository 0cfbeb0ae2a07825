import { useEffect, useState } from "preact/hooks";
import type { AppState } from "../store/appState";
import { closeSheet, followHistory, path, replace, sheet } from "../ui/router";
import { Toasts, withdrawOffer } from "../ui/toast";
import { Nav } from "../ui/Nav";
import { rememberLook, wear } from "../ui/theme";
import { language, speak, t, setZone } from "../ui/words";
import { DESK, useWide } from "../ui/useWide";
import { AppContext, useApp } from "../features/_shared/useApp";
import { Header } from "./Header";
import { Lazy } from "../ui/Lazy";
import { Today } from "../features/today/Today";
import { Mark } from "./Mark";
import { Nowhere } from "./Nowhere";
import { HOME, LOADS, mayOpen, menuFor, navItems, screenOf } from "./screens";
import { INVITATION, SHEETS, SIGN_IN } from "./sheets";
import { followTaps } from "./taps";
import { useShortcuts } from "./shortcuts";
import { Alerts } from "./Alerts";

export function App({ app }: { app: AppState }) {
  const [unfollow] = useState(followHistory);
  useEffect(() => unfollow, []);
  useEffect(() => app.theme.subscribe(wear), [app]);
  useEffect(() => app.begun.subscribe(withdrawOffer), [app]);
  useEffect(() => app.language.subscribe((wanted) => void (wanted !== language() && speak(wanted))), [app]);
  useEffect(() => app.session.subscribe((session) => setZone(session.zone)), [app]);
  useEffect(followTaps, []);
  useEffect(() => rememberLook({ theme: app.theme.value, language: app.language.value }));
  return (
    <AppContext.Provider value={app}>
      <Frame />
      <Toasts />
    </AppContext.Provider>
  );
}

function Frame() {
  const app = useApp();
  const session = app.session.value;
  if (path.value === "/liity") return <Lazy load={INVITATION} props={{}} />;
  if (session.status === "starting") return <Starting />;
  if (session.status === "signed_out" || path.value === "/kirjaudu") return <Lazy load={SIGN_IN} props={{}} />;
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
  const app = useApp();
  useShortcuts(app);
  const found = screenOf(path.value);
  const { roles } = app.session.value;
  const screen = found && mayOpen(found, roles) ? found : null;
  const home = path.value === "/";
  useEffect(() => {
    if (home) replace(HOME);
  }, [home]);
  // At a desk the office stands in the bar; elsewhere in Lisää.
  const atDesk = useWide(DESK);
  const rooms = menuFor(roles);
  const items = navItems(path.value, roles, app.team.value, app.waits.value, atDesk ? rooms : []);
  const open = sheet.value;
  const load = screen && LOADS.get(screen);
  return (
    <div class="app">
      <SkipLink />
      <Nav items={items} label={t("nav.label")} brand="Leima">
        {atDesk ? <Mark /> : null}
      </Nav>
      <div class="scroll">
        <Header screen={screen ?? (home ? "today" : "nowhere")} />
        <Alerts />
        {load ? (
          <Lazy key={screen} load={load} props={{ menu: atDesk ? [] : rooms }} />
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
