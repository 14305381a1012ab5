import type { Scene } from '@ftz/shared/contract/scene.ts';

/** An id of its own: two people may begin a new one in the same moment. */
export const newSceneId = (): string => `own-${crypto.randomUUID().slice(0, 8)}`;

export function newScene(): Scene {
  const bar = { part: 'bar' as const, x: 0, y: 0, w: 32, h: 2, area: null, cameraIds: [] };
  const names = { nameZh: '新场景', nameEn: 'New scene' };
  return { id: newSceneId(), ...names, look: 'auto', panes: [bar] };
}

/** The same panes under another name, as nobody has saved it yet. */
export const copyOfScene = (scene: Scene, named: CopyNames): Scene => ({
  ...scene,
  id: newSceneId(),
  nameZh: named.zh(scene.nameZh),
  nameEn: named.en(scene.nameEn),
});

/** The name of a copy, in the language of the name. */
type CopyNames = { zh: (name: string) => string; en: (name: string) => string };
