import { movedPieces } from '@ftz/shared/geo/moved-pieces.ts';
import { addProtocol } from 'maplibre-gl';
import { Protocol } from 'pmtiles';
import { readMovedTile, tileAddress } from './tile-addresses.ts';

/** Tiles that neighbours were made of a moment ago. */
const mostKept = 96;

const archives = new Protocol();
let areAdded = false;

/** Archives of tiles, and pictures in GCJ-02; only where a site's map needs them. */
export function addMapProtocols(): void {
  if (areAdded) return;
  areAdded = true;
  addProtocol('pmtiles', async ({ url, type = 'arrayBuffer' }, asked) => {
    const { data } = await archives.tilev4({ url, type }, asked);
    if (typeof data !== 'object' || data === null) throw new Error(`nothing at ${url}`);
    return { data };
  });
  const fetchTile = keepLatest(readPicture);
  addProtocol('gcj02', async ({ url }) => {
    const asked = readMovedTile(url);
    if (!asked) throw new Error(`no tile: ${url}`);
    const { z, x, y, from } = asked;
    const pieces = await Promise.all(
      movedPieces(z, x, y).map(async (piece) => ({
        ...piece,
        picture: await fetchTile(`${from}\n${z}/${piece.x}/${piece.y}`),
      })),
    );
    const size = pieces.find(({ picture }) => picture)?.picture?.width ?? 256;
    const canvas = new OffscreenCanvas(size, size);
    const pen = canvas.getContext('2d');
    for (const { left, top, picture } of pieces)
      if (picture) pen?.drawImage(picture, left * size, top * size, size, size);
    return { data: canvas.transferToImageBitmap() };
  });
}

/** Null where the source has no such tile. */
async function readPicture(key: string): Promise<ImageBitmap | null> {
  const [from = '', place = ''] = key.split('\n');
  const [z = 0, x = 0, y = 0] = place.split('/').map(Number);
  const bytes = from.startsWith('pmtiles://')
    ? await readArchived(`${from}/${place}`)
    : await readServed(tileAddress(from, z, x, y));
  return bytes === null ? null : createImageBitmap(new Blob([bytes]));
}

async function readServed(address: string): Promise<ArrayBuffer | null> {
  const answer = await fetch(address);
  if (answer.status === 404 || answer.status === 204) return null;
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}`);
  return answer.arrayBuffer();
}

async function readArchived(url: string): Promise<ArrayBuffer | null> {
  const { data } = await archives.tilev4({ url, type: 'image' }, new AbortController());
  if (!(data instanceof Uint8Array) || data.length === 0) return null;
  return new Uint8Array(data).buffer;
}

/** One that failed is asked for again. */
function keepLatest<T>(read: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const kept = new Map<string, Promise<T>>();
  return (key) => {
    const answer = kept.get(key) ?? read(key);
    kept.delete(key);
    kept.set(key, answer);
    answer.catch(() => kept.delete(key));
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
    return answer;
  };
}
