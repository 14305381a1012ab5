import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32, deflateSync } from 'node:zlib';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import { gridPlace } from '@ftz/shared/geo/moved-pieces.ts';

const side = 256;
type Colour = readonly [red: number, green: number, blue: number];

/** A picture of one tile, PNG (ISO/IEC 15948): `colourAt` tells each pixel. */
export function pngOf(colourAt: (x: number, y: number) => Colour): Buffer {
  const rows = Buffer.alloc(side * (1 + side * 3));
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1) rows.set(colourAt(x, y), y * (1 + side * 3) + 1 + x * 3);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 2], 8);
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [part('IHDR', head), part('IDAT', deflateSync(rows)), part('IEND')];
  return Buffer.concat([magic, ...parts]);
}

function part(name: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const named = Buffer.concat([Buffer.from(name), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

export const ground: Colour = [120, 120, 120];
export const spot: Colour = [255, 0, 255];

/** A server of tiles on a port of its own, grey, with a spot 9 pixels wide at one place. */
export async function serveTiles(place: LonLat) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const [, z, x, y] = /^\/(\d+)\/(\d+)\/(\d+)\.png$/.exec(request.url ?? '') ?? [];
    if (y === undefined) return response.writeHead(404).end();
    const [spotX, spotY] = gridPlace(Number(z), place);
    const [left, top] = [(spotX - Number(x)) * side, (spotY - Number(y)) * side];
    const isSpot = (px: number, py: number) =>
      Math.abs(px - left) <= 4.5 && Math.abs(py - top) <= 4.5;
    response.writeHead(200, { 'content-type': 'image/png', 'access-control-allow-origin': '*' });
    return response.end(pngOf((px, py) => (isSpot(px, py) ? spot : ground)));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () => server.close(),
  };
}

/** A PMTiles archive of version 3 that holds one tile, of zoom 0: head, root directory, metadata, tile. */
export function archiveOf(tile: Buffer): Buffer {
  const head = Buffer.alloc(127);
  // One entry: tile 0, once, so long, at the beginning.
  const directory = Buffer.from([1, 0, 1, ...varint(tile.length), 1]);
  const metadata = Buffer.from('{}');
  head.write('PMTiles');
  head[7] = 3;
  const rootAt = head.length;
  const metadataAt = rootAt + directory.length;
  const tileAt = metadataAt + metadata.length;
  const numbers = [
    rootAt,
    directory.length,
    metadataAt,
    metadata.length,
    tileAt,
    0,
    tileAt,
    tile.length,
  ];
  for (const [i, value] of [...numbers, 1, 1, 1].entries())
    head.writeBigUInt64LE(BigInt(value), 8 + i * 8);
  // Clustered, nothing is packed, tiles are PNG, of zoom 0 to 0, all over the world.
  head.set([1, 1, 1, 2, 0, 0], 96);
  for (const [i, degrees] of [-180, -85, 180, 85].entries())
    head.writeInt32LE(degrees * 1e7, 102 + i * 4);
  return Buffer.concat([head, directory, metadata, tile]);
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return [...bytes, rest];
}
