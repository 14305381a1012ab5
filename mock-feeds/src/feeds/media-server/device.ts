import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answers, type Played, type ServerKind } from './answers.ts';

export type MediaServer = { api: string; close: () => Promise<void> };

/** The API of a server of pictures, which plays one stream; the pictures themselves come by RTSP. */
export async function startMediaServer(settings: {
  host: string;
  kind: ServerKind;
  /** `user:password` for MediaMTX and go2rtc, an API key for WVP, the secret of ZLMediaKit. */
  key: string;
  played: Played;
}): Promise<MediaServer> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://server');
    const header = (name: string) => String(request.headers[name] ?? '');
    const answer = answers[settings.kind]({ url, header }, settings.key, settings.played);
    response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
    response.end(answer.body === '' ? '' : JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, settings.host, resolve);
  });
  return {
    api: `http://${settings.host}:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
