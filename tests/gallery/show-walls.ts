import { parseArgs } from 'node:util';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { siteScenes } from '@ftz/shared/site/scenes.ts';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startProgram } from '#bench/child-program.ts';
import { launchBrowser } from '#browser.ts';
import { cutOffOn } from '#e2e/cut-off.ts';
import { shotPath, signInAt, sizes } from '#e2e/pages.ts';
import { smallLettersOn } from '#e2e/small-letters.ts';
import { type After, undoEverything, undoing } from '#faults/harness/undo.ts';
import { type House, housePassword, startHouse } from '#house.ts';
import { freePort } from '#launched-product.ts';
import { type HallState, hallStates } from './hall-states.ts';

/**
 * `npm run gallery -- [--states NAME,…] [--scenes ID,…] [--languages L,…] [--panels NAME,…] [--settle S]`: hangs every
 * scene of the site up in every state of the hall, in both languages, on panels of both sizes and as it is seen from
 * eight metres, over a zone with all its simulated devices, and keeps a picture of each in `tests/screenshots`. Prints a
 * JSON line per picture with what on it is too small to be read, or cut off; exit code 1 when something is.
 */
const { values } = parseArgs({
  options: {
    states: { type: 'string', default: '' },
    scenes: { type: 'string', default: '' },
    languages: { type: 'string', default: '' },
    panels: { type: 'string', default: '' },
    settle: { type: 'string', default: '3' },
  },
});
/** With how many pixels an arc-minute has for the eye, where that is not the usual. */
const panels = [
  { panel: '4k', viewport: sizes.wall, arcmin: '' },
  { panel: 'fhd', viewport: sizes.desk, arcmin: '' },
  { panel: '8m', viewport: sizes.wall, arcmin: '&arcmin=5.72' },
];
const asked = (list: string, name: string) => list === '' || list.split(',').includes(name);

/** Sixteen pictures that play in software leave little of a machine: what takes long is no reason to give up. */
const patienceMs = 180_000;

/** Where simulated cameras are to listen. */
async function placesOfCameras(): Promise<Record<string, string>> {
  const at = async () => `http://127.0.0.1:${await freePort()}`;
  return { CAMERAS_URL: await at(), ISAPI_URL: await at(), ONVIF_URL: await at() };
}

async function openHouse({ log }: HallState, after: After): Promise<House> {
  const accounts = [{ username: 'wall', role: 'wall' as const, areas: [...areaIds] }];
  const settings = { VEHICLES: '60', SCENARIO: 'quiet-day', RECORD_FREE_GB: '0' };
  const house = await startHouse(accounts, log, { ...settings, ...(await placesOfCameras()) });
  after(() => house.stop());
  const field = startProgram('../soak/field-program.ts');
  after(() => field.end());
  await field.ask('start', house.app.feedPlan);
  return house;
}

async function cutLine(context: BrowserContext, page: Page): Promise<void> {
  await context.setOffline(true);
  await page.waitForSelector('.connection-band.blind');
}

type Shown = {
  context: BrowserContext;
  page: Page;
  house: House;
  state: HallState;
  name: string;
  arcmin: string;
};

async function keepPicture({ context, page, house, state, name, arcmin }: Shown, scene: string) {
  const language = new URL(page.url()).searchParams.get('lang');
  await page.goto(`${house.app.url}/wall?lang=${language}&scene=${scene}${arcmin}`);
  await page.waitForSelector('.scene-panes .wall-area');
  await page.waitForTimeout(Number(values.settle) * 1_000);
  if (state.isBlind) await cutLine(context, page);
  const picture = `wall-${state.name}-${scene}-${name}`;
  await page.screenshot({ path: shotPath(picture) });
  const small = await smallLettersOn(page, 'wall');
  const cut = await cutOffOn(page, '.wall-sight');
  process.stdout.write(`${JSON.stringify({ picture, small, cut })}\n`);
  if (state.isBlind) await context.setOffline(false);
  return small.length + cut.length;
}

/** An emergency lays out its own scene whatever is asked for: one picture of it is all. */
const scenesOf = ({ name }: HallState) =>
  siteScenes
    .map(({ id }) => id)
    .filter((id) => asked(values.scenes, id) && (name !== 'emergency' || id === 'emergency'));

async function showState(browser: Browser, state: HallState, after: After): Promise<number> {
  const house = await openHouse(state, after);
  let faults = 0;
  for (const language of ['zh', 'en'].filter((name) => asked(values.languages, name))) {
    for (const { panel, viewport, arcmin } of panels) {
      if (!asked(values.panels, panel)) continue;
      const context = await browser.newContext({ viewport });
      context.setDefaultTimeout(patienceMs);
      const page = await context.newPage();
      const account = { username: 'wall', password: housePassword };
      await signInAt(page, `${house.app.url}/wall?lang=${language}`, account);
      const shown = { context, page, house, state, name: `${language}-${panel}`, arcmin };
      for (const scene of scenesOf(state)) faults += await keepPicture(shown, scene);
      await context.close();
    }
  }
  return faults;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void undoEverything().finally(() => process.exit(130)));
}
let faults = 0;
for (const { name } of hallStates(0)) {
  if (!asked(values.states, name)) continue;
  faults += await undoing(async (after) => {
    const { browser } = await launchBrowser();
    after(() => browser.close());
    const state = hallStates(Date.now()).find((one) => one.name === name);
    return state ? showState(browser, state, after) : 0;
  });
}
process.exit(faults === 0 ? 0 : 1);
