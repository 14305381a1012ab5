import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DurableDraft, DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { siteScenes } from '@ftz/shared/site/scenes.ts';
import { applyDurable } from '@ftz/shared/state/apply-durable.ts';
import { sceneOf } from '@ftz/shared/state/scenes.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { examplePane, exampleScene } from '@ftz/shared/state/wall.fixture.ts';
import { expect, it } from 'vitest';
import type { Decision, DecisionLane } from '#domain/decision-lane.ts';
import { provideScenes, readScenes } from './provide-scenes.ts';

function folderWith(scenes: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), 'ftz-scenes-'));
  writeFileSync(join(folder, 'scenes.json'), JSON.stringify(scenes));
  return folder;
}

/** The lane as far as a start needs it: what is put is folded at once. */
function smallLane() {
  let situation = emptySituation();
  const types: string[] = [];
  const put = (drafts: readonly DurableDraft[]) => {
    for (const draft of drafts) {
      const event = { ...draft, seq: situation.seq + 1, atMs: 1 } as DurableEvent;
      situation = applyDurable(situation, event);
      types.push(draft.type);
    }
  };
  const decide = async (decision: Decision) => {
    decision({ situation, drafts: [], put });
    return [];
  };
  const provide = async (scenes: unknown) => {
    types.length = 0;
    const lane = { decide } as Pick<DecisionLane, 'decide'>;
    await provideScenes(lane, scenes === null ? [] : readScenes(folderWith(scenes)));
    return types;
  };
  return { provide, shown: (id: string) => sceneOf(situation, siteScenes, id) };
}

it('tells the log what the file of this house has changed, once, and what it no longer has', async () => {
  const { provide, shown } = smallLane();
  const own = exampleScene({ id: 'overview' });
  expect(await provide(null)).toEqual([]);
  expect(await provide([own])).toEqual(['scene.provided']);
  expect(shown('overview')).toEqual(own);
  expect(await provide([own])).toEqual([]);
  expect(await provide([{ ...own, look: 'day' }])).toEqual(['scene.provided']);
  expect(await provide(null)).toEqual(['scene.withdrawn']);
  expect(shown('overview')).toBe(siteScenes[0]);
});

it('does not start on a file that cannot be hung up, and says which', () => {
  const over = exampleScene({ panes: [examplePane(), examplePane()] });
  expect(() => readScenes(folderWith([over]))).toThrow(/scene own .*remove it/);
  const layered = exampleScene({ panes: [examplePane({ part: 'figures', layers: ['gates'] })] });
  expect(() => readScenes(folderWith([layered]))).toThrow(/have layers and are no map/);
  expect(() => readScenes(folderWith([{ id: 'X' }]))).toThrow(/scenes.json is damaged/);
});
