import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { KindSurroundings, SimulatedKind } from '#feeds/simulated-kind.ts';
import { createPtzMount, type Look, type PtzMount } from '#sim/ptz-mount.ts';
import { createDigestGuard } from './digest.ts';
import { type Alert, boundary, encodeAlertJson, encodeAlertXml, encodePart } from './encode.ts';
import { controlPtz, isPtzPath } from './ptz-control.ts';

const streamPath = '/ISAPI/Event/notification/alertStream';
const username = 'centre';
const repeatMs = 1_000;
const keepAliveMs = 10_000;

/** A condition as `eventType` names it; it is said each second until it is cleared. */
export type IsapiCameras = {
  /** Where cameras listen: `<url>/<camera>`. */
  url: string;
  raise: (cameraId: string, eventType: string, regionId?: string) => void;
  /** `silently`: it is not said any more, and never said to be over, as some firmwares do. */
  clear: (cameraId: string, eventType: string, silently?: boolean) => void;
  /** Bytes of no alert among the stream. */
  babble: (cameraId: string, bytes: Buffer) => void;
  /** Cuts the streams of a camera. */
  drop: (cameraId: string) => void;
  streams: (cameraId: string) => number;
  /** Where it looks now. */
  look: (cameraId: string) => Look;
  online: Promise<void>;
  close: () => Promise<void>;
};

export const startIsapiCameras: SimulatedKind = async (surroundings) => {
  const { plan, say } = surroundings;
  if (plan.isapiUrl === null) return { online: Promise.resolve(), close: async () => {} };
  const cameras = await openIsapiCameras(surroundings, plan.isapiUrl);
  say(`simulated ISAPI cameras: ${cameras.url}`);
  return cameras;
};

type Condition = Pick<Alert, 'eventType'> & { regionId?: string; count: number };
type Camera = {
  id: string;
  password: string;
  /** Newer firmware writes JSON. */
  json: boolean;
  streams: Set<ServerResponse>;
  conditions: Map<string, Condition>;
  mount: PtzMount;
};

/** Cameras behind one address, each with digest authentication and an endless stream of alerts. */
export async function openIsapiCameras(
  { plan, site, nowMs }: KindSurroundings,
  url: string,
): Promise<IsapiCameras> {
  const registered = site.equipment.filter(({ gateway }) => gateway === 'isapi');
  const cameras = new Map(
    registered.map(({ deviceId: id }, n): [string, Camera] => {
      const password = plan.deviceKeys[`isapi/${id}`] ?? '';
      const fresh = {
        streams: new Set<ServerResponse>(),
        conditions: new Map(),
        mount: createPtzMount(),
      };
      return [id, { id, password, json: n % 2 === 1, ...fresh }];
    }),
  );
  const met = Promise.withResolvers<void>();
  const guard = createDigestGuard('IP Camera');
  const server = createServer((request, response) => {
    const admitted = admit(request, response, cameras, guard);
    if (!admitted) return;
    const { camera, path } = admitted;
    if (path !== streamPath) return control(request, response, path, camera);
    response.writeHead(200, { 'content-type': `multipart/mixed; boundary=${boundary}` });
    camera.streams.add(response);
    response.on('close', () => camera.streams.delete(response));
    response.write(keepAlive(camera, nowMs()));
    if ([...cameras.values()].every(({ streams }) => streams.size > 0)) met.resolve();
  });
  const { hostname, port } = new URL(url);
  server.listen(port === '' ? 80 : Number(port), hostname);
  await once(server, 'listening');

  const tell = (camera: Camera, bytes: Buffer) => {
    for (const stream of camera.streams) stream.write(bytes);
  };
  const control = (
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    { mount }: Camera,
  ) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body = (body + chunk.toString('utf8')).slice(0, 4096);
    });
    request.on('end', () => {
      response.writeHead(controlPtz(path, body, mount, nowMs())).end();
    });
  };
  const repeat = setInterval(() => {
    for (const camera of cameras.values()) {
      for (const condition of camera.conditions.values()) {
        condition.count += 1;
        tell(camera, partOf(camera, { ...condition, state: 'active' }, nowMs()));
      }
    }
  }, repeatMs);
  const beat = setInterval(() => {
    for (const camera of cameras.values()) tell(camera, keepAlive(camera, nowMs()));
  }, keepAliveMs);
  const camera = (id: string): Camera => {
    const found = cameras.get(id);
    if (!found) throw new Error(`no ISAPI camera ${id} is registered`);
    return found;
  };
  const address = server.address();
  const listening = address !== null && typeof address === 'object' ? address.port : 0;

  return {
    url: `http://${hostname}:${listening}`,
    raise: (id, eventType, regionId) => {
      const condition = { eventType, count: 1, ...(regionId === undefined ? {} : { regionId }) };
      camera(id).conditions.set(eventType, condition);
      tell(camera(id), partOf(camera(id), { ...condition, state: 'active' }, nowMs()));
    },
    clear: (id, eventType, silently = false) => {
      const condition = camera(id).conditions.get(eventType);
      camera(id).conditions.delete(eventType);
      if (condition && !silently)
        tell(camera(id), partOf(camera(id), { ...condition, state: 'inactive' }, nowMs()));
    },
    babble: (id, bytes) => tell(camera(id), bytes),
    drop: (id) => {
      for (const stream of camera(id).streams) stream.destroy();
    },
    streams: (id) => camera(id).streams.size,
    look: (id) => camera(id).mount.look(nowMs()),
    online: met.promise,
    close: async () => {
      clearInterval(repeat);
      clearInterval(beat);
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The camera that was asked by somebody who may; all others are answered here. */
function admit(
  { url = '', method = 'GET', headers }: IncomingMessage,
  response: ServerResponse,
  cameras: ReadonlyMap<string, Camera>,
  guard: ReturnType<typeof createDigestGuard>,
): { camera: Camera; path: string } | null {
  const [, id = '', path = ''] = /^\/([\w-]+)(\/.*)$/.exec(url) ?? [];
  const camera = cameras.get(id);
  const isKnown = path === streamPath || (method === 'PUT' && isPtzPath(path));
  if (!camera || !isKnown) {
    response.writeHead(404).end();
    return null;
  }
  const { password } = camera;
  if (guard.admits(headers.authorization, { method, uri: url, username, password })) {
    return { camera, path };
  }
  response.writeHead(401, { 'www-authenticate': guard.challenge() }).end();
  return null;
}

function partOf(
  { json }: Camera,
  condition: Condition & Pick<Alert, 'state'>,
  atMs: number,
): Buffer {
  const alert = { ...condition, channelId: 1, atMs };
  return json
    ? encodePart('application/json; charset="UTF-8"', encodeAlertJson(alert))
    : encodePart('application/xml; charset="UTF-8"', encodeAlertXml(alert));
}

/** That a picture is not lost is how a camera says that it lives; JSON firmware says so by name. */
function keepAlive(camera: Camera, atMs: number): Buffer {
  const eventType = camera.json ? 'heartBeat' : 'videoloss';
  return partOf(camera, { eventType, count: 0, state: camera.json ? 'active' : 'inactive' }, atMs);
}
