/** iPhone, iPod and iPad; a new iPad calls itself a Mac but has fingers on it. */
export function isApple(agent: string, touchPoints: number): boolean {
  return /iPhone|iPad|iPod/.test(agent) || (/Macintosh/.test(agent) && touchPoints > 1);
}

export function isInstalled(): boolean {
  return (
    matchMedia("(display-mode: standalone)").matches || (navigator as { standalone?: boolean }).standalone === true
  );
}

/** On these the installed app does not inherit the tab's storage: install first, sign in then. */
export function shouldInstallFirst(): boolean {
  return isApple(navigator.userAgent, navigator.maxTouchPoints) && !isInstalled();
}
