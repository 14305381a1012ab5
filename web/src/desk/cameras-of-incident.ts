import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { Camera } from '@ftz/shared/contract/site.ts';
import type { RankedCamera } from '@ftz/shared/geo/camera-finder.ts';
import { gravestAlarm } from '@ftz/shared/state/situation-selectors.ts';
import { useEffect, useMemo, useState } from 'react';
import { useSite } from '#api/site.ts';
import { durableStore } from '#live/durable-store.ts';
import { serverNow, useNow } from '#live/server-clock.ts';
import { settleCameras } from './settle-cameras.ts';
import { finderOf, predictionOf, targetOf, type Watched } from './watched-target.ts';

/** The cameras that see an incident's gravest alarm best, looked for once a second; four at most. */
export function useCamerasOfIncident(incident: Incident | null): readonly Camera[] {
  const facts = useSite();
  const nowMs = useNow();
  const [ranked, setRanked] = useState<RankedCamera[]>([]);
  useEffect(() => {
    const found = facts && incident ? rank(watchedNow(facts, incident, nowMs)) : [];
    setRanked((before) =>
      settleCameras(
        before.map(({ camera }) => camera.id),
        found,
      ),
    );
  }, [facts, incident, nowMs]);
  return useMemo(() => ranked.map(({ camera }) => camera), [ranked]);
}

/**
 * All cameras, those first that see an incident best at the moment it is opened: what somebody
 * chooses from does not move under the hand.
 */
export function useCamerasToChoose(incidentId: string | null): readonly Camera[] {
  const facts = useSite();
  return useMemo(() => {
    const incident = durableStore.getState().situation.incidents[incidentId ?? ''];
    if (!facts || !incident) return facts?.site.cameras ?? [];
    const { cameras } = facts.site;
    const ranked = rank(watchedNow(facts, incident, serverNow()), cameras.length);
    return [...new Set([...ranked.map(({ camera }) => camera), ...cameras])];
  }, [facts, incidentId]);
}

function watchedNow(facts: Watched['facts'], incident: Incident, nowMs: number): Watched {
  const { situation } = durableStore.getState();
  return { facts, incident, situation, nowMs, alarm: gravestAlarm(situation, incident) };
}

function rank(watched: Watched, most?: number): RankedCamera[] {
  const target = targetOf(watched, predictionOf(watched));
  return target ? finderOf(watched.facts).rank(target, most) : [];
}
