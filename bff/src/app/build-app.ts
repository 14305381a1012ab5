import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { fleet } from '@ftz/shared/site/fleet.ts';
import { site } from '@ftz/shared/site/site.ts';
import { applyDurable } from '@ftz/shared/state/apply-durable.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { openStorage } from '#adapters/storage/storage.ts';
import { createSubmitCommand } from '#domain/commands/submit-command.ts';
import { openDecisionLane } from '#domain/decision-lane.ts';
import { emptyPicture } from '#domain/live-picture.ts';
import type { Clock, DurableLog, IdSource } from '#domain/ports.ts';
import { buildRegistry } from '#domain/registry.ts';
import type { World } from '#domain/sighting.ts';
import type { AccessEntry } from '#http/authorize.ts';
import type { HttpDeps } from '#http/http-deps.ts';
import { createHttpServer } from '#http/http-server.ts';
import { openLiveGateway } from '#live/live-gateway.ts';
import { deviceAdapters } from './adapters.ts';
import { areaOutlines } from './area-outlines.ts';
import { authenticateUpgrade } from './authenticate-upgrade.ts';
import type { Config } from './config.ts';
import { openDeviceKeys } from './device-keys.ts';
import { mountDeviceRoutes } from './device-routes.ts';
import { type FeedPlan, feedPlanOf } from './feed-plan.ts';
import { createFirstAccounts, createPasswordCheck, type FirstAccount } from './first-accounts.ts';
import { startGateways } from './gateways.ts';
import { houseHealth } from './house-health.ts';
import { judgeDevices } from './judge-devices.ts';
import { loadRules } from './load-rules.ts';
import { createMetrics } from './metrics.ts';
import { simulationStartMs } from './simulation-start.ts';

const webDir = fileURLToPath(new URL('../../../web/dist/', import.meta.url));

/** A running command center: where it listens, what simulated devices need, and how it ends. */
export type App = {
  url: string;
  firstAccounts: FirstAccount[] | null;
  feedPlan: FeedPlan;
  /** Every route with who may use it. */
  accessTable: AccessEntry[];
  close: () => Promise<void>;
};

/** Wires the house, bottom up: storage → situation → decisions → people → devices. */
export async function buildApp(config: Config): Promise<App> {
  const clock: Clock = { nowMs: Date.now };
  const newId: IdSource = (prefix) => `${prefix}${randomBytes(9).toString('base64url')}`;

  const storage = await openStorage({ dataDir: config.dataDir, nowMs: clock.nowMs, newId });
  const firstAccounts = await createFirstAccounts(config.dataDir, storage.accounts, newId);
  const keys = openDeviceKeys(config.dataDir, site.lanes);

  const registry = buildRegistry(site, fleet(config.vehicles), areaOutlines());
  const picture = emptyPicture(clock.nowMs());
  const rules = await loadRules();
  const lane = openDecisionLane(storage.log, await foldLog(storage.log), clock.nowMs);
  const worldOf = (situation: Situation): World => ({
    registry,
    situation,
    picture,
    nowMs: clock.nowMs(),
  });
  const world = () => worldOf(lane.situation());

  const metrics = createMetrics(() => live?.clients() ?? 0);
  storage.log.onCommitted(metrics.countEvents);
  const judge = judgeDevices({ lane, worldOf, rules, newId, metrics });

  const { adapters, cameraSource } = deviceAdapters(config, registry, keys);
  const { evidence, accounts, sessions, badFrames, log } = storage;
  const submitCommand = createSubmitCommand({
    lane,
    log,
    evidence,
    units: site.units,
    clock,
    newId,
  });
  const deps: HttpDeps = {
    accounts,
    sessions,
    evidence,
    badFrames,
    log,
    clock,
    newId,
    world,
    cameras: cameraSource,
    submitCommand,
    checkPassword: await createPasswordCheck(),
    endSession: (sessionHash) => live?.endSession(sessionHash),
    health: () => houseHealth(storage, gateways),
    metrics: metrics.registry,
  };
  const server = await createHttpServer(deps, webDir);
  const authenticate = authenticateUpgrade(sessions, clock, server.parseCookie);
  const live = openLiveGateway(server.server, {
    log,
    world,
    clock,
    submitCommand,
    authenticate,
    isSessionLive: async (hash) => (await sessions.find(hash, clock.nowMs())) !== null,
  });
  const gateways = await startGateways(adapters, {
    accept: judge.accept,
    metrics,
    badFrames,
    clock,
  });
  await mountDeviceRoutes(
    server,
    [...gateways.running.values()].flatMap(({ routes }) => routes),
  );

  const close = async () => {
    judge.close();
    await gateways.close();
    await live.close();
    await server.close();
    await storage.close();
  };
  const listening = await server
    .listen({ port: config.port, host: config.host })
    .catch(async (error) => {
      await close();
      throw error;
    });
  const feedPlan = feedPlanOf(
    config,
    keys,
    gateways,
    listening,
    config.feeds === 'simulated' ? simulationStartMs(config.dataDir, clock.nowMs()) : 0,
  );
  return { url: listening, firstAccounts, feedPlan, accessTable: server.accessTable(), close };
}

/** The whole log, folded once; a page of it at a time. */
async function foldLog(log: DurableLog): Promise<Situation> {
  let situation = emptySituation();
  for (;;) {
    const events = await log.read(situation.seq, 5_000);
    if (events.length === 0) return situation;
    situation = events.reduce(applyDurable, situation);
  }
}
