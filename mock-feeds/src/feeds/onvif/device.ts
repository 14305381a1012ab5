import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { KindSurroundings, SimulatedKind } from '#feeds/simulated-kind.ts';
import { createPtzMount, type Look, type PtzMount } from '#sim/ptz-mount.ts';
import {
  encodeFault,
  encodePulled,
  encodeTimes,
  encodeUnsubscribed,
  type Message,
} from './encode.ts';
import { answerPtz } from './ptz-service.ts';
import { createTokenGuard } from './security.ts';

const username = 'centre';
const grantedMs = 20_000;
const mostQueued = 100;

/** Cameras with a PullPoint each, behind one address. */
export type OnvifCameras = {
  /** Where cameras listen: `<url>/<camera>`. */
  url: string;
  /** Something begins or ends; a subscriber hears of it as `Changed`, a new one of its state. */
  set: (cameraId: string, topic: string, item: string, state: boolean) => void;
  /** Forgets every subscription without a word, as cameras do. */
  forget: (cameraId: string) => void;
  /** Answers the next call with bytes that are no SOAP. */
  babble: (cameraId: string) => void;
  subscriptions: (cameraId: string) => number;
  renewals: (cameraId: string) => number;
  /** Where it looks now. */
  look: (cameraId: string) => Look;
  online: Promise<void>;
  close: () => Promise<void>;
};

export const startOnvifCameras: SimulatedKind = async (surroundings) => {
  const { plan, say } = surroundings;
  if (plan.onvifUrl === null) return { online: Promise.resolve(), close: async () => {} };
  const cameras = await openOnvifCameras(surroundings, plan.onvifUrl);
  say(`simulated ONVIF cameras: ${cameras.url}`);
  return cameras;
};

type Waiting = { response: ServerResponse; timer: NodeJS.Timeout };
type Subscription = { queue: Message[]; endsAtMs: number; waiting: Waiting | null };
type Camera = {
  id: string;
  password: string;
  /** How far this camera's clock is off. */
  clockMs: number;
  states: Map<string, Omit<Message, 'operation' | 'atMs'>>;
  subscriptions: Map<string, Subscription>;
  renewals: number;
  babbles: boolean;
  mount: PtzMount;
};

export async function openOnvifCameras(
  { plan, site, nowMs }: KindSurroundings,
  url: string,
): Promise<OnvifCameras> {
  const registered = site.equipment.filter(({ gateway }) => gateway === 'onvif');
  const cameras = new Map(
    registered.map(({ deviceId: id }, n): [string, Camera] => [
      id,
      {
        id,
        password: plan.deviceKeys[`onvif/${id}`] ?? '',
        // A camera whose clock nobody has set for a while is no exception.
        clockMs: n === 1 ? 30_000 : 0,
        states: new Map(),
        subscriptions: new Map(),
        renewals: 0,
        babbles: false,
        mount: createPtzMount(),
      },
    ]),
  );
  const met = Promise.withResolvers<void>();
  const isAdmitted = createTokenGuard();
  const server = createServer((request, response) => {
    const [, id = '', subscription = ''] =
      /^\/([\w-]+)(?:\/subscription\/(\w+)|\/onvif\/\w+_service)?$/.exec(request.url ?? '') ?? [];
    const camera = cameras.get(id);
    let envelope = '';
    request.on('data', (chunk: Buffer) => {
      envelope = (envelope + chunk.toString('utf8')).slice(0, 65_536);
    });
    request.on('end', () => {
      if (!camera) return void response.writeHead(404).end();
      if (camera.babbles) {
        camera.babbles = false;
        return void response.writeHead(200).end('\u0000 no soap at all <');
      }
      const clockMs = nowMs() + camera.clockMs;
      response.setHeader('date', new Date(clockMs).toUTCString());
      const { password } = camera;
      if (!isAdmitted(envelope, { username, password, nowMs: clockMs })) {
        return answer(response, 400, encodeFault('NotAuthorized'));
      }
      const turned = answerPtz(envelope, {
        mount: camera.mount,
        url: `${address()}/${id}`,
        nowMs: nowMs(),
      });
      if (turned) return answer(response, turned.ok ? 200 : 400, turned.response);
      answerCall(camera, envelope, subscription, { response, nowMs: clockMs, url: address() });
      if ([...cameras.values()].every((each) => each.subscriptions.size > 0)) met.resolve();
    });
  });
  const { hostname, port } = new URL(url);
  server.listen(port === '' ? 80 : Number(port), hostname);
  await once(server, 'listening');
  const address = () => {
    const bound = server.address();
    return `http://${hostname}:${bound !== null && typeof bound === 'object' ? bound.port : 0}`;
  };
  const camera = (id: string): Camera => {
    const found = cameras.get(id);
    if (!found) throw new Error(`no ONVIF camera ${id} is registered`);
    return found;
  };

  return {
    url: address(),
    set: (id, topic, item, state) => {
      const { states, subscriptions, clockMs } = camera(id);
      const told = {
        topic,
        source: { VideoSourceConfigurationToken: 'V_1', Rule: 'fence' },
        data: { [item]: state ? 'true' : 'false' },
      };
      states.set(topic, told);
      for (const subscription of subscriptions.values()) {
        const message = { ...told, operation: 'Changed' as const, atMs: nowMs() + clockMs };
        if (subscription.queue.length < mostQueued) subscription.queue.push(message);
        flush(subscription, nowMs() + clockMs);
      }
    },
    forget: (id) => {
      for (const { waiting } of camera(id).subscriptions.values()) {
        if (waiting) clearTimeout(waiting.timer);
        waiting?.response.destroy();
      }
      camera(id).subscriptions.clear();
    },
    babble: (id) => {
      camera(id).babbles = true;
    },
    subscriptions: (id) => camera(id).subscriptions.size,
    renewals: (id) => camera(id).renewals,
    look: (id) => camera(id).mount.look(nowMs()),
    online: met.promise,
    close: async () => {
      for (const each of cameras.values()) {
        for (const { waiting } of each.subscriptions.values()) {
          if (waiting) clearTimeout(waiting.timer);
        }
      }
      server.close();
      server.closeAllConnections();
    },
  };
}

function answer(response: ServerResponse, status: number, envelope: string): void {
  response.writeHead(status, { 'content-type': 'application/soap+xml; charset=utf-8' });
  response.end(envelope);
}

/** Gives what is queued to whoever waits for it. */
function flush(subscription: Subscription, nowMs: number): void {
  const { waiting, queue, endsAtMs } = subscription;
  if (!waiting || queue.length === 0) return;
  clearTimeout(waiting.timer);
  subscription.waiting = null;
  answer(waiting.response, 200, encodePulled(queue.splice(0), { nowMs, endsAtMs }));
}

type Call = { response: ServerResponse; nowMs: number; url: string };

function answerCall(camera: Camera, envelope: string, name: string, call: Call): void {
  const { response, nowMs } = call;
  for (const [id, { endsAtMs }] of camera.subscriptions) {
    if (endsAtMs < nowMs) camera.subscriptions.delete(id);
  }
  const endsAtMs = nowMs + grantedMs;
  const subscription = camera.subscriptions.get(name);
  if (/<\w+:CreatePullPointSubscription>/.test(envelope)) {
    answer(response, 200, subscribe(camera, call));
  } else if (!subscription) {
    answer(response, 400, encodeFault('ResourceUnknown'));
  } else if (/<\w+:Unsubscribe\/>/.test(envelope)) {
    camera.subscriptions.delete(name);
    answer(response, 200, encodeUnsubscribed());
  } else if (/<\w+:Renew>/.test(envelope)) {
    camera.renewals += 1;
    subscription.endsAtMs = endsAtMs;
    answer(response, 200, encodeTimes('RenewResponse', { nowMs, endsAtMs }));
  } else {
    waitForNews(subscription, envelope, call);
  }
}

/** The state of everything comes first, as `Initialized`. */
function subscribe(camera: Camera, { nowMs, url }: Call): string {
  const id = `s${nowMs}`;
  const endsAtMs = nowMs + grantedMs;
  const queue = [...camera.states.values()].map((state) => ({
    ...state,
    operation: 'Initialized' as const,
    atMs: nowMs,
  }));
  camera.subscriptions.set(id, { queue, endsAtMs, waiting: null });
  const address = `${url}/${camera.id}/subscription/${id}`;
  return encodeTimes('CreatePullPointSubscriptionResponse', { address, nowMs, endsAtMs });
}

function waitForNews(subscription: Subscription, envelope: string, call: Call): void {
  const { response, nowMs } = call;
  const waitS = Number(/Timeout>PT(\d+)S</.exec(envelope)?.[1] ?? '1');
  const timer = setTimeout(() => {
    subscription.waiting = null;
    const times = { nowMs: nowMs + waitS * 1000, endsAtMs: subscription.endsAtMs };
    answer(response, 200, encodePulled([], times));
  }, waitS * 1000);
  subscription.waiting = { response, timer };
  flush(subscription, nowMs);
}
