import { mayDo } from '@ftz/shared/access/policy.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { type Refusal, refuse } from '@ftz/shared/contract/refusal.ts';
import { siteScenes } from '@ftz/shared/site/scenes.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { isLayoutFit } from '@ftz/shared/state/scene-layout.ts';
import { allScenes, isRuled, sceneOf, sceneVersion } from '@ftz/shared/state/scenes.ts';
import {
  actorOf,
  type CommandOf,
  type CommandWorld,
  type Decision,
  no,
  yes,
} from './command-decision.ts';

/** More than anybody finds in a list. */
const mostScenes = 60;

/** Where something hangs is no secret: everybody who sees any area is told. */
const told = (principal: Principal) => ({ areas: [...areaIds], actor: actorOf(principal) });

/** As one person laid it out, on top of the version that he began with. */
export function saveScene(
  { argument: { scene }, basedOnVersion }: CommandOf<'scene.save'>,
  principal: Principal,
  { situation }: CommandWorld,
): Decision {
  if (!mayDo(principal, 'scene.save', null)) return no(refuse('not-permitted'));
  const version = sceneVersion(situation, siteScenes, scene.id);
  const stale = staleness({ situation, id: scene.id, version, basedOnVersion });
  if (stale) return no(stale);
  if (!isLayoutFit(scene.panes)) return no(refuse('scene-unfit'));
  if (version === null && allScenes(situation, siteScenes).length >= mostScenes)
    return no(refuse('too-large', `${mostScenes}`));
  return yes({
    type: 'scene.saved',
    ...told(principal),
    data: { scene, version: (version ?? 0) + 1 },
  });
}

/** The site's own comes back; what only people made is gone. */
export function removeScene(
  { argument: { sceneId }, basedOnVersion }: CommandOf<'scene.remove'>,
  principal: Principal,
  { situation }: CommandWorld,
): Decision {
  if (!mayDo(principal, 'scene.remove', null)) return no(refuse('not-permitted'));
  const version = sceneVersion(situation, siteScenes, sceneId);
  if (version === null || !sceneOf(situation, siteScenes, sceneId)) return no(refuse('not-found'));
  const stale = staleness({ situation, id: sceneId, version, basedOnVersion });
  if (stale) return no(stale);
  if (!ownOf(situation.scenes, sceneId)?.saved)
    return no(refuse(isRuled(sceneId) ? 'scene-needed' : 'wrong-state'));
  return yes({
    type: 'scene.removed',
    ...told(principal),
    data: { sceneId, version: version + 1 },
  });
}

type Base = Pick<CommandWorld, 'situation'> & {
  id: string;
  version: number | null;
  basedOnVersion: number | null;
};

/** Says who changed it meanwhile, for whoever lays out the same one. */
function staleness({ situation, id, version, basedOnVersion }: Base): Refusal | null {
  if (basedOnVersion === version) return null;
  const record = ownOf(situation.scenes, id);
  const who = record ? `${record.byName}, ` : '';
  return refuse('stale-version', `${who}version ${version ?? 0}`);
}
