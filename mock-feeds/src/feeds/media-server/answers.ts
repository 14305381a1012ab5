/** What servers of pictures answer over their APIs, in the words of each. */

export type ServerKind = 'mediamtx' | 'go2rtc' | 'wvp' | 'zlmediakit';
export type ApiAnswer = { status: number; body: unknown; headers?: Record<string, string> };

/** What is played: its name there, and the address where it is played by RTSP. */
export type Played = { name: string; rtsp: string };

export type ApiQuestion = { url: URL; header: (name: string) => string };

const basicOf = (key: string) => `Basic ${Buffer.from(key).toString('base64')}`;

/** MediaMTX 1.x, control API: `/v3/paths/get/{name}`. */
function mediamtx({ url, header }: ApiQuestion, key: string, played: Played): ApiAnswer {
  if (header('authorization') !== basicOf(key)) {
    const headers = { 'www-authenticate': 'Basic realm="mediamtx"' };
    return { status: 401, headers, body: { status: 'error', error: 'authentication error' } };
  }
  if (decodeURIComponent(url.pathname) !== `/v3/paths/get/${played.name}`) {
    return { status: 404, body: { status: 'error', error: 'path not found' } };
  }
  const since = new Date().toISOString();
  const track = {
    codec: 'H264',
    codecProps: { width: 640, height: 360, profile: 'High', level: '3' },
  };
  const body = {
    ...{ name: played.name, confName: 'all_others', ready: true, readyTime: since },
    ...{ available: true, availableTime: since, online: true, onlineTime: since },
    ...{ source: { type: 'rtspSource', id: '' }, tracks: ['H264'], tracks2: [track], readers: [] },
    ...{ inboundBytes: 120_000, outboundBytes: 0, bytesReceived: 120_000, bytesSent: 0 },
  };
  return { status: 200, body };
}

/** go2rtc 1.9: `/api/streams?src={name}`. */
function go2rtc({ url, header }: ApiQuestion, key: string, played: Played): ApiAnswer {
  if (header('authorization') !== basicOf(key)) {
    return { status: 401, headers: { 'www-authenticate': 'Basic realm="go2rtc"' }, body: '' };
  }
  const isThere = url.pathname === '/api/streams' && url.searchParams.get('src') === played.name;
  if (!isThere) return { status: 404, body: '' };
  return { status: 200, body: { producers: [{ url: 'rtsp://10.0.0.9/main' }], consumers: null } };
}

/** WVP 2.7: `/api/play/start/{device}/{channel}`; it answers 200 with a code of its own. */
function wvp({ url, header }: ApiQuestion, key: string, played: Played): ApiAnswer {
  if (header('api-key') !== key) {
    return { status: 401, body: { code: 401, msg: '请登录后重新请求', data: null } };
  }
  const [device, channel] = played.name.split('_');
  if (url.pathname !== `/api/play/start/${device}/${channel}`) {
    return { status: 200, body: { code: 100, msg: '点播超时', data: null } };
  }
  const data = {
    ...{ app: 'rtp', stream: played.name, ip: '127.0.0.1', mediaServerId: 'zlm-1' },
    ...{ flv: null, hls: null, rtmp: null, rtsp: played.rtsp, startTime: null, endTime: null },
  };
  return { status: 200, body: { code: 0, msg: '成功', data } };
}

/** ZLMediaKit: `/index/api/getMediaList`; where nothing is received, there is no `data`. */
function zlmediakit({ url }: ApiQuestion, key: string, played: Played): ApiAnswer {
  const asked = (name: string) => url.searchParams.get(name);
  if (asked('secret') !== key) {
    return { status: 200, body: { code: -100, msg: 'Incorrect secret' } };
  }
  const isThere = asked('app') === 'rtp' && asked('stream') === played.name;
  if (url.pathname !== '/index/api/getMediaList' || !isThere) {
    return { status: 200, body: { code: 0 } };
  }
  const track = {
    codec_id: 0,
    codec_id_name: 'H264',
    codec_type: 0,
    ready: true,
    width: 640,
    fps: 15,
  };
  const media = {
    ...{ schema: 'rtsp', vhost: '__defaultVhost__', app: 'rtp', stream: played.name },
    ...{ originType: 3, originTypeStr: 'rtp_push', readerCount: 0, totalReaderCount: 0 },
    ...{ aliveSecond: 40, bytesSpeed: 30_000, tracks: [track] },
  };
  return { status: 200, body: { code: 0, data: [media] } };
}

export const answers = { mediamtx, go2rtc, wvp, zlmediakit };
