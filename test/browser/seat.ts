import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { CHROMIUM_ARGS, chromiumPath } from './chromium.js';
import { illegibleTexts } from './legible.js';

/** Who takes part. */
export const PEOPLE = { anna: 'U0AGENT01', lena: 'U0LEAD001' } as const;

/** The workspace as one person has it open in a browser. */
export interface Seat {
  readonly page: Page;
  /** The window on top. */
  readonly dialog: Locator;
  /** Types a command and sends it, with the keyboard alone. */
  command(text: string): Promise<void>;
  goTo(place: string): Promise<void>;
  /** The newest message that speaks of something. */
  message(about: string): Locator;
  press(name: string): Promise<void>;
  /** Picks a choice of a field in the window on top. */
  pick(label: string, choice: string): Promise<void>;
  /** Waits until all of this is to be read in the window on top, and sees that it can be read in light and in dark. */
  reads(...texts: readonly string[]): Promise<void>;
  /** The same of a message. */
  readsAbout(about: string, ...texts: readonly string[]): Promise<void>;
  /** Closes the window with the keyboard. */
  escape(): Promise<void>;
  /** Ends it; throws when something went wrong in the page. */
  leave(): Promise<void>;
}

const WITHIN_MS = 60_000;
const LOOK_AGAIN_MS = 50;

export async function openBrowser(): Promise<Browser> {
  return await chromium.launch({ executablePath: chromiumPath() ?? '', args: CHROMIUM_ARGS });
}

interface SeatOptions {
  /** Left out for pictures alone. */
  readonly measured?: boolean;
}

export async function takeSeat(
  browser: Browser,
  url: string,
  as: keyof typeof PEOPLE,
  { measured = true }: SeatOptions = {},
): Promise<Seat> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
  page.setDefaultTimeout(WITHIN_MS);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(`${url}/?as=${PEOPLE[as]}`);
  await page.locator('main').waitFor();
  // A story that failed may have left its window open.
  while ((await page.getByRole('dialog').count()) > 0) await page.keyboard.press('Escape');
  const main = page.getByRole('main');
  const dialog = page.getByRole('dialog').last();
  const message = (about: string): Locator => main.getByRole('article').filter({ hasText: about }).last();
  const isRead = async (place: Locator, texts: readonly string[]): Promise<void> => {
    for (const text of texts)
      await until(async () => await textOf(place), { wanted: (seen) => seen.includes(text), or: `“${text}” is not to be read here:` });
    if (measured) await expectLegible(page);
  };
  return {
    page,
    dialog,
    message,
    command: async (text) => {
      await main.getByRole('textbox').fill(text);
      await main.getByRole('textbox').press('Enter');
    },
    goTo: async (place) => await page.getByRole('navigation').getByRole('button', { name: place }).click(),
    press: async (name) => await dialog.or(main).last().getByRole('button', { name, exact: true }).click(),
    pick: async (label, choice) => void (await dialog.getByRole('combobox', { name: label, exact: true }).selectOption({ label: choice })),
    reads: async (...texts) => await isRead(dialog, texts),
    readsAbout: async (about, ...texts) => await isRead(message(about), texts),
    escape: async () => {
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    },
    leave: async () => {
      await page.close();
      if (faults.length > 0) throw new Error(`The page failed:\n${faults.join('\n')}`);
    },
  };
}

/** Nothing while it is not there. */
async function textOf(place: Locator): Promise<string> {
  return (await place.count()) === 0 ? '' : await place.innerText();
}

async function expectLegible(page: Page): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    const illegible = async (): Promise<string> => (await illegibleTexts(page)).join('\n');
    await until(illegible, { wanted: (faults) => faults === '', or: `Hard to read in ${colorScheme}:` });
  }
}

/** Looks again and again; throws with what is there when it takes too long. */
async function until(look: () => Promise<string>, { wanted, or }: { wanted: (seen: string) => boolean; or: string }): Promise<void> {
  const end = performance.now() + WITHIN_MS;
  for (let seen = await look(); !wanted(seen); seen = await look()) {
    if (performance.now() > end) throw new Error(`${or}\n${seen}`);
    await pause(LOOK_AGAIN_MS);
  }
}
