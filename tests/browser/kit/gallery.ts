import { test, type Page } from "@playwright/test";
import { openGallery } from "../../../scripts/looking.mjs";

/** The screens with pretended data, for the stories of one file; answers how to open one of them. */
export function useGallery(): (page: Page, address: string, width?: number) => Promise<void> {
  let gallery: { address: string; close(): Promise<void> };
  test.beforeAll(async () => {
    gallery = await openGallery();
  });
  test.afterAll(() => gallery.close());
  return async (page, address, width = 360) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(gallery.address + address);
    await page.getByRole("heading", { level: 1 }).waitFor();
  };
}

export const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
