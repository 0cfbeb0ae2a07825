import type { Page } from "@playwright/test";

/** Where the screens with pretended data are served; gallery-once.ts opened them. */
export const gallery = (): string => process.env.LEIMA_GALLERY!;

/** Answers how to open one of them, with its heading standing. */
export function useGallery(): (page: Page, address: string, width?: number) => Promise<void> {
  return async (page, address, width = 360) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(gallery() + address);
    await page.getByRole("heading", { level: 1 }).waitFor();
  };
}

export const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
