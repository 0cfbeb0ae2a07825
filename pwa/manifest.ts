import type { ManifestOptions } from "vite-plugin-pwa";

/** How the installed app presents itself. */
export const manifest: Partial<ManifestOptions> = {
  id: "/",
  name: "Leima – työajan leimaus",
  short_name: "Leima",
  description: "Leimaa sisään ja ulos, myös ilman verkkoa. Työaika, liukuma, kiky ja lomat yhdellä silmäyksellä.",
  lang: "fi",
  dir: "ltr",
  start_url: "/tanaan",
  scope: "/",
  display: "standalone",
  orientation: "any",
  background_color: "#f5f3ee",
  theme_color: "#f5f3ee",
  categories: ["business", "productivity"],
  icons: [
    { src: "/icons/leima-192.png", sizes: "192x192", type: "image/png", purpose: "any" },
    { src: "/icons/leima-512.png", sizes: "512x512", type: "image/png", purpose: "any" },
    { src: "/icons/leima-maskable-192.png", sizes: "192x192", type: "image/png", purpose: "maskable" },
    { src: "/icons/leima-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
  ],
  shortcuts: [
    {
      name: "Leimaa",
      short_name: "Leimaa",
      description: "Leimaa sisään, ulos tai tauolle",
      url: "/tanaan?leimaa",
      icons: [{ src: "/icons/leima-192.png", sizes: "192x192", type: "image/png" }],
    },
    {
      name: "Tunnit",
      url: "/tunnit",
      icons: [{ src: "/icons/leima-192.png", sizes: "192x192", type: "image/png" }],
    },
  ],
  screenshots: [
    {
      src: "/screenshots/tanaan-puhelin.png",
      sizes: "720x1600",
      type: "image/png",
      form_factor: "narrow",
      label: "Tänään: leimaus, päivän aikajana ja saldot",
    },
    {
      src: "/screenshots/tanaan-tietokone.png",
      sizes: "1280x800",
      type: "image/png",
      form_factor: "wide",
      label: "Tänään tietokoneella",
    },
  ],
};
