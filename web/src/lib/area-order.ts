import type { AreaId } from '@ftz/shared/contract/ids.ts';

/** The areas in the order in which every screen names them. */
export const areaOrder: readonly AreaId[] = ['WGQ', 'WLP', 'YSP', 'PVG'];
