import fc from 'fast-check';
import { Check } from 'typebox/value';
import { expect, it } from 'vitest';
import { usualWallLayers, wallLayers } from '#contract/map-layer.ts';
import { ScenePane } from '#contract/scene.ts';
import { siteScenes } from '#site/scenes.ts';
import {
  beginDraft,
  changed,
  type Draft,
  placed,
  redone,
  saved,
  toggledLayer,
  undone,
  withoutPane,
  withPart,
} from './scene-draft.ts';
import { isLayoutFit } from './scene-layout.ts';
import { examplePane, exampleScene } from './wall.fixture.ts';

it('moves a pane where there is room, and nowhere else', () => {
  const scene = exampleScene();
  expect(placed(scene, 1, { x: 4, y: 3, w: 20, h: 12 })?.panes[1]).toMatchObject({ x: 4, y: 3 });
  expect(placed(scene, 1, { x: 4, y: 1, w: 20, h: 12 })).toBeNull();
  expect(placed(scene, 1, { x: 13, y: 3, w: 20, h: 12 })).toBeNull();
  expect(placed(scene, 1, { x: 0, y: 2, w: 3, h: 3 })).toBeNull();
});

it('puts a new part where there is room for it, or says that there is none', () => {
  expect(withPart(exampleScene(), 'figures')?.panes[2]).toMatchObject({ x: 20, y: 2 });
  const overview = siteScenes[0] ?? exampleScene();
  expect(withPart(overview, 'figures')).toBeNull();
});

it('goes back and forth by steps, and saves on top of what it began with', () => {
  const [one, two] = [exampleScene({ look: 'day' }), exampleScene({ look: 'night' })];
  const draft = changed(changed(beginDraft(exampleScene(), 3), one), two);
  expect(undone(draft).scene).toBe(one);
  expect(redone(undone(draft)).scene).toBe(two);
  expect(undone(beginDraft(one, 1)).scene).toBe(one);
  expect(saved(draft)).toMatchObject({ baseVersion: 4, isChanged: false });
  expect(saved(beginDraft(one, null)).baseVersion).toBe(1);
});

it('switches the layers of a map, and says nothing of what is as usual', () => {
  const map = examplePane();
  const without = toggledLayer(map, 'vessels');
  expect(without.layers).toEqual(usualWallLayers.filter((layer) => layer !== 'vessels'));
  expect(toggledLayer(without, 'vessels')).toEqual(map);
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...wallLayers)), (pressed) => {
      const pane = pressed.reduce(toggledLayer, map);
      for (const layer of wallLayers) {
        const isTurned = pressed.filter((each) => each === layer).length % 2 === 1;
        const isShown = (pane.layers ?? usualWallLayers).includes(layer);
        expect(isShown).toBe(usualWallLayers.includes(layer) !== isTurned);
      }
      expect(Check(ScenePane, pane)).toBe(true);
      expect(isLayoutFit([pane])).toBe(true);
    }),
  );
});

it('gives layers to nothing but a map, and lets no map hide where it is blind', () => {
  expect(isLayoutFit([examplePane({ part: 'figures', layers: ['gates'] })])).toBe(false);
  expect(Check(ScenePane, { ...examplePane(), layers: ['gates', 'blind'] })).toBe(false);
  expect(Check(ScenePane, { ...examplePane(), layers: ['gates', 'gates'] })).toBe(false);
  expect(Check(ScenePane, { ...examplePane(), layers: [] })).toBe(true);
});

it('whatever is tried, what is laid out can be hung up, and everything can be undone', () => {
  const step = fc.record({
    act: fc.constantFrom('move', 'add', 'remove', 'undo', 'redo'),
    index: fc.nat(6),
    place: fc.record({
      x: fc.integer({ min: -2, max: 33 }),
      y: fc.integer({ min: -2, max: 19 }),
      w: fc.integer({ min: 0, max: 34 }),
      h: fc.integer({ min: 0, max: 20 }),
    }),
    part: fc.constantFrom('figures' as const, 'alarm-list' as const, 'camera-grid' as const),
  });
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 30 }),
      fc.constantFrom(...siteScenes),
      (steps, scene) => {
        let draft: Draft = beginDraft(scene, 1);
        for (const { act, index, place, part } of steps) {
          if (act === 'undo') draft = undone(draft);
          else if (act === 'redo') draft = redone(draft);
          else {
            const next =
              act === 'move'
                ? placed(draft.scene, index, place)
                : act === 'add'
                  ? withPart(draft.scene, part)
                  : withoutPane(draft.scene, index);
            if (next) draft = changed(draft, next);
          }
          expect(isLayoutFit(draft.scene.panes)).toBe(true);
        }
        while (draft.past.length > 0) draft = undone(draft);
        expect(draft.scene).toBe(scene);
      },
    ),
  );
});
