import type { Scene } from '#contract/scene.ts';
import file from './scenes.json' with { type: 'json' };
import { shiftCalendar } from './site.ts';

/** What the walls of this zone can show before anybody changed anything. */
export const siteScenes = file as readonly Scene[];

/** What `shownOnWall` asks of the site. */
export const siteHall = { scenes: siteScenes, utcOffsetMin: shiftCalendar.utcOffsetMin };
