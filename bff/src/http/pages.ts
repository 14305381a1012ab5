import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { wallIds } from '@ftz/shared/contract/wall.ts';
import { openToAll, sendRefusal } from './authorize.ts';
import type { HttpServer } from './fastify-server.ts';

const walls = ['/wall', ...wallIds.map((id) => `/wall/${id}`)];
const pages = [
  '/',
  '/desk',
  ...walls,
  '/mobile',
  '/devices',
  '/shift',
  '/figures',
  '/areas',
  '/scenes',
];

/** Reads codes with a compiled program: no other script of ours may compile one. */
const scanner = /\/assets\/scan-worker-[\w-]+\.js$/;
const scannerSecurity =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; object-src 'none'";

/** The built web application: hashed files for ever, its pages never from a cache. */
export async function pageRoutes(server: HttpServer, webDir: string): Promise<void> {
  server.setNotFoundHandler((_request, reply) => sendRefusal(reply, 'not-found'));
  if (!existsSync(join(webDir, 'index.html'))) return;
  await server.register(async (files) => {
    openToAll(files);
    await files.register(fastifyStatic, {
      root: webDir,
      index: false,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const hashed = path.includes('/assets/');
        if (scanner.test(path)) reply.header('content-security-policy', scannerSecurity);
        reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
    for (const page of pages)
      files.get(page, async (_request, reply) => reply.sendFile('index.html'));
  });
}
