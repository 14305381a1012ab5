import { fileURLToPath } from 'node:url';
import type { FeedPlan } from '@ftz/shared/contract/feed-plan.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { site } from '@ftz/shared/site/site.ts';
import { openSiteMap } from '#adapters/site-map/open-site-map.ts';
import { openClipStore } from '#adapters/storage/clip-store.ts';
import { houseClocks } from '#domain/clocks/house-clocks.ts';
import type { CommandWorld } from '#domain/commands/command-decision.ts';
import { createSubmitCommand } from '#domain/commands/submit-command.ts';
import { feedFreshness, heardByNow } from '#domain/feed-freshness.ts';
import { openVehicleDirectory } from '#domain/vehicle-directory.ts';
import type { AccessEntry } from '#http/authorize.ts';
import { createHttpServer } from '#http/http-server.ts';
import { openLiveGateway } from '#live/live-gateway.ts';
import { keepAccessLog } from './access-log.ts';
import { deviceAdapters } from './adapters.ts';
import { authenticateUpgrade } from './authenticate-upgrade.ts';
import { buildDeps } from './build-deps.ts';
import type { Config } from './config.ts';
import { deleteEvidence } from './delete-evidence.ts';
import { openDeviceKeys } from './device-keys.ts';
import { mountDeviceRoutes } from './device-routes.ts';
import { rememberFeeds } from './feed-memory.ts';
import { feedPlanOf } from './feed-plan.ts';
import { createFirstAccounts, createPasswordCheck, type FirstAccount } from './first-accounts.ts';
import { followFigures } from './follow-figures.ts';
import { gatewayStates, readRawFrames } from './gateway-desk.ts';
import { startGateways } from './gateways.ts';
import { guardIdentity } from './guard-identity.ts';
import { houseHealth } from './house-health.ts';
import { judgeDevices } from './judge-devices.ts';
import { keepTime, type TimeKeeper } from './keep-time.ts';
import { keepKeysOfRegistered } from './keys-of-registered.ts';
import { loadRules } from './load-rules.ts';
import { createMetrics } from './metrics.ts';
import { openPeopleDirectory } from './people-directory.ts';
import { openPhonePush } from './phone-push.ts';
import { provideScenes, readScenes } from './provide-scenes.ts';
import { recordInspections } from './record-inspections.ts';
import { rememberCameras } from './remember-cameras.ts';
import { sendOrders } from './send-orders.ts';
import { simulationStartMs } from './simulation-start.ts';
import { openSiteCodes } from './site-codes.ts';
import { stalledSinceMs } from './stalled-since.ts';
import { steerCameras } from './steer-cameras.ts';
import { openWallDoor } from './wall-door.ts';
import { machineClocks } from './watched-clock.ts';

const webDir = fileURLToPath(new URL('../../../web/dist/', import.meta.url));

/** A running command center: where it listens, what simulated devices need, and how it ends. */
export type App = {
  url: string;
  firstAccounts: FirstAccount[] | null;
  feedPlan: FeedPlan;
  /** Every route with who may use it. */
  accessTable: AccessEntry[];
  /** Resolves with a sentence when nothing can be recorded any more, until a new start. */
  died: Promise<string>;
  close: () => Promise<void>;
};

/** Wires the house, bottom up: storage and situation → decisions → people → devices. */
export async function buildApp(config: Config, clocks = machineClocks): Promise<App> {
  const scenes = readScenes(config.dataDir);
  const { clock, newId, dice, storage, tracks, lane, limits, silencesBefore, worldOf, world } =
    await buildDeps(config, clocks, (byMs) => time?.clockSet(byMs));
  const heardUntilMs = world().situation.atMs;
  const { accounts, evidence, uploads, badFrames, log } = storage;
  await provideScenes(lane, scenes);
  const firstAccounts = await createFirstAccounts(config.dataDir, accounts, newId);
  const keys = openDeviceKeys(config.dataDir, site);
  keepKeysOfRegistered(config.dataDir, keys, { log, situation: world().situation });

  const metrics = createMetrics(
    () => live?.clients() ?? 0,
    () => gateways.running,
    () => memory.recordings.figures(),
    () => push.figures(),
  );
  log.onCommitted(metrics.countEvents);
  const judge = judgeDevices({
    lane,
    worldOf,
    rules: await loadRules(),
    newId,
    metrics,
    tracks,
    onReplay: ({ gateway, deviceId, deviceAtMs }) =>
      guard.reportBreach(gateway, {
        deviceId,
        breach: 'replayed',
        peer: 'unknown',
        detail: `said first at ${new Date(deviceAtMs).toISOString()}`,
      }),
  });
  const { registry } = world();
  const guard = guardIdentity({ lane, registry, accept: judge.accept, nowMs: clock.nowMs });
  const people = await openPeopleDirectory(
    accounts,
    (accountId) => live?.isOnline(accountId) ?? false,
  );
  const figures = followFigures({
    log,
    feeds: () => feedFreshness(world()),
    nowMs: clock.nowMs,
    before: silencesBefore,
  });
  const feedMemory = rememberFeeds({
    dataDir: config.dataDir,
    heard: () => heardByNow(world()),
    silences: figures.silences,
  });
  const siteCodes = openSiteCodes(config.dataDir, site);
  const endSession = (sessionHash: string) => live?.endSession(sessionHash);
  const walls = openWallDoor({ log, clock, look: lane.look, endSession });
  const sessions = walls.withWalls(storage.sessions);
  const commandWorldOf = (situation: Situation): CommandWorld => ({
    situation,
    units: registry.site.units,
    registry,
    people,
    limits,
    siteCodes,
    waitingWall: (code) => walls.waiting.find(code, clock.nowMs()),
    wallSilence: walls.hearing.silence,
    nowMs: clock.nowMs(),
    newId,
    dice,
  });
  const submitCommand = createSubmitCommand({ lane, log, evidence, commandWorldOf });
  const time: TimeKeeper = keepTime({ lane, commandWorldOf, clocks: houseClocks });

  const { adapters, cameraSource, videoPlatforms } = deviceAdapters(config, world, keys, {
    log,
    look: lane.look,
    timeLaneDecision: metrics.timeLaneDecision,
    newId,
    order: async (order) =>
      (await gateways.running.get(order.gateway)?.order?.(order)) ?? {
        sent: false,
        why: 'not-connected',
      },
  });
  const gateways = await startGateways(adapters, {
    ...guard,
    metrics,
    badFrames,
    clock,
  });
  const orders = sendOrders({ lane, log, gateways: gateways.running, clock });
  const cameraHands = steerCameras({ world, gateways: gateways.running, clock });
  const clips = openClipStore(config.dataDir);
  const memory = rememberCameras({
    config,
    cameras: site.cameras,
    source: cameraSource,
    lane,
    log,
    clock,
  });
  const shredder = deleteEvidence({
    ...{ lane, log, evidence, clips, clock },
    recordings: memory.recordings,
  });
  const recorder = recordInspections({ lane, log, cameras: cameraSource, clips, newId });
  const push = openPhonePush({ config, lane, log, phones: storage.push, clock });
  const directory = openVehicleDirectory(registry);
  const siteMap = await openSiteMap(
    { style: config.mapStyle, datum: config.mapStyleDatum },
    (sentence) => process.stderr.write(`${sentence}\n`),
  );
  const desks = { clock, log, world, directory, submitCommand };
  const server = await createHttpServer(
    {
      ...desks,
      accounts,
      people,
      figures,
      limits,
      sessions,
      evidence,
      uploads,
      badFrames,
      tracks,
      newId,
      siteCodes,
      siteMap,
      push: push.desk,
      cameras: cameraSource,
      steering: cameraHands.steering,
      recordings: memory.recordings,
      noteViewing: keepAccessLog(lane, clock),
      clipFile: clips.file,
      videoPlatforms,
      walls,
      checkPassword: await createPasswordCheck(),
      endSession,
      gateways: () => gatewayStates(gateways, clock.nowMs()),
      rawFrames: (asked) => readRawFrames(gateways, world(), asked),
      health: () =>
        houseHealth(
          {
            storage,
            tracks,
            live,
            rules: judge,
            time,
            figures,
            feeds: feedMemory,
            recordings: memory.recordings,
            push,
            walls,
          },
          gateways,
        ),
      metrics: metrics.registry,
    },
    webDir,
  );
  const live = openLiveGateway(server.server, {
    ...desks,
    stalledSinceMs: () => stalledSinceMs([storage, tracks]),
    iceServers: config.iceServers === null ? [] : [{ urls: config.iceServers.split(/\s+/) }],
    hearWall: (accountId, beat) => walls.hearing.hear(accountId, beat, clock.nowMs()),
    writeCall: (draft) => {
      const asked = { messageKey: null, device: 'calls', urgent: true };
      lane.decide(({ put }) => void put([draft]), asked).catch(() => undefined);
    },
    authenticate: authenticateUpgrade(sessions, clock, server.parseCookie),
    isSessionLive: async (hash) => (await sessions.find(hash, clock.nowMs())) !== null,
  });
  await mountDeviceRoutes(server, gateways, clock);

  const close = async () => {
    judge.close();
    orders.close();
    await cameraHands.close();
    push.close();
    await recorder.close();
    await shredder.close();
    await memory.close();
    time.close();
    figures.close();
    await feedMemory.close();
    people.close();
    walls.close();
    await gateways.close();
    await live.close();
    await server.close();
    await tracks.close();
    await storage.close();
  };
  const listening = server.listen({ port: config.port, host: config.host });
  const url = await listening.catch(async (error) => {
    await close();
    throw error;
  });
  const simulated = config.feeds === 'simulated';
  const startedAtMs = simulated ? simulationStartMs(config.dataDir, clock.nowMs()) : 0;
  const feedPlan = feedPlanOf(config, keys, gateways, url, { startedAtMs, heardUntilMs });
  const died = Promise.race([
    storage.died.then((why) => `The log can no longer be written: ${why}`),
    tracks.died.then((why) => `The tracks can no longer be written: ${why}`),
  ]);
  return { url, firstAccounts, feedPlan, accessTable: server.accessTable(), died, close };
}
