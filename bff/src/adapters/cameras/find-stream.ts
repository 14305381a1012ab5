import type { PictureSource } from '@ftz/shared/contract/site.ts';
import { type AskServer, fieldOf } from './ask-server.ts';
import type { FoundStream } from './rtsp-converter.ts';

type SourceOf<K extends PictureSource['kind']> = Extract<PictureSource, { kind: K }>;
export type ServedSource = SourceOf<'mediamtx'> | SourceOf<'go2rtc'> | GatewaySource;
type GatewaySource = SourceOf<'gb28181'> & { via: NonNullable<SourceOf<'gb28181'>['via']> };

/** What finds the streams: the API, and the keys that a technician entered, by the origin of the API. */
export type StreamFinder = { ask: AskServer; keyOf: (origin: string) => string | null };

const unknown: FoundStream = { ok: false, trouble: 'stream-unknown' };
const wrong: FoundStream = { ok: false, trouble: 'wrong-address' };

/**
 * Asks the server that has a camera's pictures whether it does, and where. What it answers is an address
 * like any other: nobody calls it before it was checked.
 */
export async function findStream(source: ServedSource, finder: StreamFinder): Promise<FoundStream> {
  const server = source.kind === 'gb28181' ? source.via : source;
  const api = httpUrl(server.api);
  if (api === null) return wrong;
  if (source.kind === 'mediamtx') return findAtMediaMtx(source, api, finder);
  if (source.kind === 'go2rtc') return findAtGo2rtc(source, api, finder);
  if (source.via.kind === 'wvp') return findAtWvp(source, api, finder);
  return findAtZlmediakit(source, source.via, api, finder);
}

/** Its control API (`GET /v3/paths/get/{name}`); a path on demand is there and not ready until it is played. */
async function findAtMediaMtx(
  { path, rtsp }: SourceOf<'mediamtx'>,
  api: URL,
  { ask, keyOf }: StreamFinder,
): Promise<FoundStream> {
  const login = keyOf(api.origin);
  const answer = await ask(below(api, `v3/paths/get/${escaped(path)}`), basic(login));
  if (!answer.ok) return answer;
  if (fieldOf(answer.said, 'name') !== path) return unknown;
  return played(rtsp, escaped(path), login);
}

/** `GET /api/streams?src={name}`: what it has under this name, `null` or 404 where it has nothing. */
async function findAtGo2rtc(
  { stream, rtsp }: SourceOf<'go2rtc'>,
  api: URL,
  { ask, keyOf }: StreamFinder,
): Promise<FoundStream> {
  const login = keyOf(api.origin);
  const url = below(api, 'api/streams');
  url.searchParams.set('src', stream);
  const answer = await ask(url, basic(login));
  if (!answer.ok) return answer;
  if (!Array.isArray(fieldOf(answer.said, 'producers'))) return unknown;
  return played(rtsp, escaped(stream), login);
}

/** `GET /api/play/start/{device}/{channel}`: WVP calls the camera and says where its media server has it. */
async function findAtWvp(
  { platformId, channelId }: GatewaySource,
  api: URL,
  { ask, keyOf }: StreamFinder,
): Promise<FoundStream> {
  const key = keyOf(api.origin);
  const path = `api/play/start/${encodeURIComponent(platformId)}/${encodeURIComponent(channelId)}`;
  const answer = await ask(below(api, path), key === null ? {} : { 'api-key': key });
  if (!answer.ok) return answer;
  const code = fieldOf(answer.said, 'code');
  if (code === 401 || code === 403) return { ok: false, trouble: 'key-refused' };
  const rtsp = fieldOf(fieldOf(answer.said, 'data'), 'rtsp');
  if (code !== 0 || typeof rtsp !== 'string') return unknown;
  const url = rtspUrl(rtsp);
  return url === null ? wrong : { ok: true, url };
}

/** Where ZLMediaKit keeps what came by GB/T 28181, and what it then calls it, unless somebody set it otherwise. */
const usualApp = 'rtp';
const wrongSecret = -100;

/** `GET /index/api/getMediaList`: what ZLMediaKit receives at this moment. */
async function findAtZlmediakit(
  { platformId, channelId }: GatewaySource,
  {
    app = usualApp,
    stream = `${platformId}_${channelId}`,
    rtsp,
  }: GatewaySource['via'] & {
    kind: 'zlmediakit';
  },
  api: URL,
  { ask, keyOf }: StreamFinder,
): Promise<FoundStream> {
  const url = below(api, 'index/api/getMediaList');
  url.searchParams.set('secret', keyOf(api.origin) ?? '');
  for (const [name, value] of Object.entries({ schema: 'rtsp', app, stream })) {
    url.searchParams.set(name, value);
  }
  const answer = await ask(url);
  if (!answer.ok) return answer;
  const code = fieldOf(answer.said, 'code');
  if (code === wrongSecret) return { ok: false, trouble: 'key-refused' };
  const list = fieldOf(answer.said, 'data');
  const isThere =
    Array.isArray(list) &&
    list.some((each) => fieldOf(each, 'app') === app && fieldOf(each, 'stream') === stream);
  return isThere ? played(rtsp, `${escaped(app)}/${escaped(stream)}`, null) : unknown;
}

/** `login` is `user:password` of the server, for its pictures as for its API. */
function played(rtsp: string, path: string, login: string | null): FoundStream {
  const base = rtspUrl(rtsp);
  if (base === null) return wrong;
  const url = below(base, path);
  const [user = '', ...password] = (login ?? '').split(':');
  url.username = encodeURIComponent(user);
  url.password = encodeURIComponent(password.join(':'));
  return { ok: true, url };
}

const basic = (login: string | null): Record<string, string> =>
  login === null ? {} : { authorization: `Basic ${Buffer.from(login).toString('base64')}` };

/** A path with its slashes, and nothing in it that means something else. */
const escaped = (path: string) => path.split('/').map(encodeURIComponent).join('/');

function below(base: URL, path: string): URL {
  const url = new URL(base);
  url.pathname = `${base.pathname.replace(/\/+$/, '')}/${path}`;
  return url;
}

export function httpUrl(text: string): URL | null {
  const url = URL.parse(text);
  return url !== null && ['http:', 'https:'].includes(url.protocol) ? url : null;
}

export function rtspUrl(text: string): URL | null {
  const url = URL.parse(text);
  return url?.protocol === 'rtsp:' && url.hostname !== '' ? url : null;
}
