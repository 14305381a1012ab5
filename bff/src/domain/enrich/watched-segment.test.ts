import { site } from '@ftz/shared/site/site.ts';
import { expect, it } from 'vitest';
import { watchedSegment } from './watched-segment.ts';

const camera = (id: string) => {
  const found = site.cameras.find((each) => each.id === id);
  if (!found) throw new Error(`no camera ${id}`);
  return found;
};

it('is the stretch that the camera is named after', () => {
  for (const each of site.cameras.filter(({ sees }) => sees === 'fence')) {
    const stretch = /(\d\d) camera$/.exec(each.nameEn)?.[1];
    expect(watchedSegment(each, site.fences)?.id, each.id).toMatch(new RegExp(`F${stretch}$`));
  }
});

it('is none of a camera that watches something else', () => {
  expect(watchedSegment(camera('WGQ-C01'), site.fences)).toBeNull();
});
