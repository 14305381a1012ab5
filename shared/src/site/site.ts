import type { ShiftCalendar } from '#contract/shift.ts';
import type { Site } from '#contract/site.ts';
import type { TimeLimits } from '#contract/time-limits.ts';
import areaFeatures from './areas.json' with { type: 'json' };
import devices from './devices.json' with { type: 'json' };
import shifts from './shifts.json' with { type: 'json' };
import surroundingFeatures from './surroundings.json' with { type: 'json' };
import limits from './time-limits.json' with { type: 'json' };

/** Geography of this zone as GeoJSON: areas, gates, roads, bridge, runways, berths (`properties.kind`). */
export const geography = areaFeatures;

/** What lies around it, for the eye alone: districts, waters, rivers, other roads, an airport's aprons. */
export const surroundings = surroundingFeatures;

/** Everything that stands in the zone and is registered. Another zone replaces the JSON files. */
export const site = devices as unknown as Site;

/** How long people have for what, unless the running house was given other limits. */
export const siteTimeLimits: TimeLimits = limits;

/** When shifts change here, and which seats they fill. */
export const shiftCalendar = shifts as ShiftCalendar;
