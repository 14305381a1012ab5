import type { Role } from '@ftz/shared/contract/account.ts';
import type { Page } from 'playwright-core';
import type { Screen } from './pages.ts';

/**
 * Every screen and every state of it that a person works in, in the order in which one visit leads
 * through them.
 */
export type Visit = {
  role: Role;
  path: string;
  screen: Screen;
  /** Who is in the house: a truck that is not what its papers say, or everything at once. */
  house: 'calm' | 'worst';
  /** What is there once the page has its situation. */
  ready: string;
  states: { name: string; enter?: (page: Page) => Promise<unknown>; shows: string }[];
};

const press =
  (...keys: string[]) =>
  async (page: Page) => {
    for (const key of keys) await page.keyboard.press(key);
  };
/** One step back from what was open, then on. */
const then = (...keys: string[]) => press('Escape', ...keys);
/** Nothing is typed into: the page itself has the keys. */
const leave = (page: Page) =>
  page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
const select = (alarmId: string) => async (page: Page) => {
  await page.keyboard.press('Escape');
  await page.click(`#alarm-${alarmId}`);
};

export const visits: readonly Visit[] = [
  {
    role: 'duty-officer',
    path: '/desk',
    screen: 'desk',
    house: 'calm',
    ready: '.queue-row',
    states: [
      { name: 'desk', enter: select('A1'), shows: '[data-incident="I1"]' },
      { name: 'desk-keys', enter: press('?'), shows: '.key-help' },
      { name: 'desk-shelving', enter: then('j', 's'), shows: '.alarm-ask[data-ask="shelve"]' },
      {
        name: 'desk-dispatch-kind',
        enter: async (page) => {
          await select('A1')(page);
          await page.keyboard.press('d');
        },
        shows: '[data-incident="I1"]',
      },
      { name: 'desk-dispatch-unit', enter: press('m'), shows: '.unit-line' },
      { name: 'desk-closing', enter: then('Escape', 'c'), shows: '.close-form' },
      {
        name: 'desk-acts',
        enter: async (page) => {
          await page.keyboard.press('Escape');
          await leave(page);
          await page.keyboard.press('w');
        },
        shows: '.incident-acts ul',
      },
      { name: 'desk-evidence', enter: then('x'), shows: '[data-stage="evidence"] table' },
      { name: 'desk-replay', enter: then('p'), shows: '.replay-controls' },
      { name: 'desk-neighbours', enter: then('y'), shows: '.neighbours-controls' },
      { name: 'desk-wall-picker', enter: then('t'), shows: '.wall-picker' },
      { name: 'desk-procedure', enter: then('q'), shows: '[data-incident="I1"]' },
      { name: 'desk-note', enter: then('n'), shows: '.incident-form' },
      { name: 'desk-mention', enter: press('@'), shows: '.mention-names [aria-selected="true"]' },
    ],
  },
  {
    role: 'duty-officer',
    path: '/desk',
    screen: 'desk',
    house: 'worst',
    ready: '.queue-row',
    states: [
      { name: 'flood-desk', enter: select('A1'), shows: '.emergency-band' },
      { name: 'flood-set-aside', enter: press('u'), shows: '.set-aside-row' },
      { name: 'flood-review-blind', enter: press('u', 'r'), shows: '.disposition form' },
    ],
  },
  {
    role: 'shift-leader',
    path: '/shift',
    screen: 'desk',
    house: 'worst',
    ready: '.shift-board',
    states: [{ name: 'shift', shows: '.shift-board' }],
  },
  {
    role: 'shift-leader',
    path: '/figures',
    screen: 'desk',
    house: 'worst',
    ready: '.figures-board',
    states: [{ name: 'figures', shows: '.figures-board' }],
  },
  {
    role: 'shift-leader',
    path: '/scenes',
    screen: 'desk',
    house: 'worst',
    ready: '.scenes-board [data-wall="1"][data-there="yes"]',
    states: [
      { name: 'scenes', shows: '.scene-list' },
      {
        name: 'scene-editor',
        enter: async (page) => {
          await page.click('[data-scene-id="overview"]');
          await page.focus('[data-part="zone-map"] .draft-pane-body');
          await page.keyboard.press('ArrowUp');
        },
        shows: '.draft-pane.selected',
      },
    ],
  },
  {
    role: 'technician',
    path: '/devices',
    screen: 'desk',
    house: 'calm',
    ready: '.device-overview',
    states: [
      { name: 'devices', shows: '.device-overview' },
      {
        name: 'devices-walls',
        enter: (page) => page.click('[data-sheet="walls"]'),
        shows: '.admit-walls',
      },
    ],
  },
  {
    role: 'wall',
    path: '/wall?wall=1',
    screen: 'wall',
    house: 'worst',
    ready: '.wall-screen canvas',
    states: [{ name: 'wall-thrown', shows: '.wall-thrown' }],
  },
  {
    role: 'wall',
    path: '/wall?wall=2',
    screen: 'wall',
    house: 'calm',
    ready: '.wall-screen canvas',
    states: [{ name: 'wall', shows: '.wall-incident' }],
  },
  {
    role: 'field-officer',
    path: '/mobile',
    screen: 'mobile',
    house: 'calm',
    ready: '.field-line',
    states: [
      { name: 'phone', shows: '.field-line' },
      {
        name: 'phone-task',
        enter: (page) => page.click('.field-line'),
        shows: '[data-task], .task-steps',
      },
      {
        name: 'phone-offline',
        enter: (page) => page.context().setOffline(true),
        shows: '.trouble-band, .connection-band, [role="alert"]',
      },
    ],
  },
];
