import type { Situation } from '@ftz/shared/contract/situation.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { alarmsOfIncident } from '@ftz/shared/state/situation-selectors.ts';
import { create } from 'zustand';
import { type SiteFacts, siteNow, takeKeptSite } from '#api/site.ts';
import { durableStore, takeSnapshot } from './durable-store.ts';
import { openVault, type Vault } from './phone-vault.ts';
import { serverNow } from './server-clock.ts';

/** What a page shows that starts without a connection: the last that it knew, and when it knew it. */
type KeptPicture = { asOfMs: number; situation: Situation; site: SiteFacts | null };

/**
 * The name of a history that no center has: what was kept is a part of the whole, so the first answer
 * of the center replaces it, and nothing is folded onto it.
 */
const keptEpoch = 'kept-on-this-device';
/** A center that is there has answered by then, and its word is better. */
const waitForCenterMs = 1_000;

const store = create<{ asOfMs: number | null }>(() => ({ asOfMs: null }));

/** As of when what this page shows is, where it comes from the device alone; null: from the center. */
export function useKeptAsOfMs(): number | null {
  return store(({ asOfMs }) => asOfMs);
}

/** How much of the situation is kept, and how soon after it changed. */
export type Keeping = { partOf: (situation: Situation) => Situation; withinMs: number };

/** Shows what was kept until the center answers, and keeps what it says, until the function is called. */
export function startKeepingPicture(
  accountId: string,
  { partOf, withinMs }: Keeping = { partOf: partForPhone, withinMs: 1_000 },
): () => void {
  let isOver = false;
  let vault: Vault | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const keep = () => {
    timer = null;
    const { epoch, situation } = durableStore.getState();
    if (isOver || epoch === null || epoch === keptEpoch) return;
    const asOfMs = Math.floor(serverNow());
    const picture: KeptPicture = { asOfMs, situation: partOf(situation), site: siteNow() };
    vault?.keepPicture(picture).catch(() => undefined);
  };
  const stopListening = durableStore.subscribe(({ epoch }) => {
    if (epoch !== keptEpoch) store.setState({ asOfMs: null });
    if (epoch !== keptEpoch && epoch !== null) timer ??= setTimeout(keep, withinMs);
  });
  const restore = async () => {
    vault = await openVault(accountId);
    if (navigator.onLine) await new Promise((resolve) => setTimeout(resolve, waitForCenterMs));
    if (isOver || durableStore.getState().epoch !== null) return;
    const kept = (await vault.picture()) as KeptPicture | null;
    if (!kept || isOver || durableStore.getState().epoch !== null) return;
    if (kept.site) takeKeptSite(kept.site);
    store.setState({ asOfMs: kept.asOfMs });
    takeSnapshot(keptEpoch, { ...emptySituation(), ...kept.situation });
  };
  restore().catch(() => undefined);
  const hidden = () => {
    if (document.visibilityState === 'hidden') keep();
  };
  document.addEventListener('visibilitychange', hidden);

  return () => {
    isOver = true;
    stopListening();
    if (timer !== null) clearTimeout(timer);
    document.removeEventListener('visibilitychange', hidden);
    store.setState({ asOfMs: null });
    vault?.close();
  };
}

/** Tasks, and what they are about: a phone is lost more easily than a desk, and knows no more than it needs. */
export function partForPhone(situation: Situation): Situation {
  const tasks = Object.values(situation.tasks);
  const incidentIds = [...new Set(tasks.map(({ incidentId }) => incidentId))];
  const alarms = incidentIds.flatMap((id) => alarmsOfIncident(situation, id));
  const journeyIds = new Set(alarms.map(({ journeyId }) => journeyId));
  const only = <T>(record: Record<string, T>, wanted: (id: string) => boolean) =>
    Object.fromEntries(Object.entries(record).filter(([id]) => wanted(id)));
  return {
    ...emptySituation(),
    seq: situation.seq,
    tasks: situation.tasks,
    incidents: only(situation.incidents, (id) => incidentIds.includes(id)),
    alarms: Object.fromEntries(alarms.map((alarm) => [alarm.id, alarm])),
    journeys: only(situation.journeys, (id) => journeyIds.has(id)),
    units: situation.units,
    duty: situation.duty,
  };
}
