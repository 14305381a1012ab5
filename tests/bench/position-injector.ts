import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import {
  bytesOfFrame,
  createPositionFrame,
  type FrameShape,
  type PositionFrame,
  writeStep,
} from '@ftz/shared/contract/position-frame.ts';
import { createMovingTable } from './moving-table.ts';
import { serverFrame, watchBoundaries } from './websocket-wire.ts';

/**
 * A door before a running house: everything passes as it is, and each live page is told besides where
 * a whole fleet drives, beat by beat, in the frames of the latest lane. So a page is measured without
 * twenty thousand terminals on the same two cores.
 */
export type PositionInjector = {
  url: string;
  /** Lets the fleet drive on, and tells every live page. */
  beat: () => void;
  close: () => void;
};

const announcement = Buffer.from('451-["positions",{"_placeholder":true,"num":0}]');
/** Above whatever the house has numbered by then. */
const firstNumber = 1_000_000;
const firstKey = 1;

type Page = { send: (bytes: Buffer) => void; isPlaced: boolean };

export async function openPositionInjector(
  housePort: number,
  vehicles: number,
): Promise<PositionInjector> {
  const pages = new Set<Page>();
  const sockets = new Set<Socket>();
  const server = createServer((fromPage) => {
    const toHouse = connect(housePort, '127.0.0.1');
    for (const socket of [fromPage, toHouse]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        sockets.delete(socket);
        fromPage.destroy();
        toHouse.destroy();
      });
    }
    fromPage.pipe(toHouse);
    passOn(toHouse, fromPage, pages);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const frames = createFleetFrames(vehicles);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    beat: () => {
      const { complete, step } = frames();
      for (const page of pages) {
        page.send(page.isPlaced ? step : complete);
        page.isPlaced = true;
      }
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** From the house to the page; a page that is live joins `pages` and is sent ours between frames. */
function passOn(house: Socket, page: Socket, pages: Set<Page>): void {
  let waiting: Buffer[] = [];
  let boundaries: ReturnType<typeof watchBoundaries> | null = null;
  const flush = () => {
    if (!boundaries?.isBetweenFrames()) return;
    for (const bytes of waiting.splice(0)) page.write(bytes);
  };
  const live: Page = {
    isPlaced: false,
    send: (bytes) => {
      waiting = [...waiting, bytes];
      flush();
    },
  };
  page.once('close', () => pages.delete(live));
  house.on('data', (bytes: Buffer) => {
    page.write(bytes);
    if (boundaries) boundaries.take(bytes);
    else if (bytes.subarray(0, 12).toString('latin1') === 'HTTP/1.1 101') {
      boundaries = watchBoundaries();
      boundaries.take(bytes.subarray(bytes.indexOf('\r\n\r\n') + 4));
    }
    // Who hears a beat has joined.
    if (boundaries && bytes.includes('42["beat"')) pages.add(live);
    flush();
  });
}

/** The next beat of a fleet that all drives: as a complete frame, and as the step from the last one. */
function createFleetFrames(vehicles: number) {
  const table = createMovingTable(vehicles);
  const before = { lonE6: new Int32Array(vehicles), latE6: new Int32Array(vehicles) };
  let number = firstNumber;
  const packed = (buffer: ArrayBuffer) =>
    Buffer.concat([serverFrame('text', announcement), serverFrame('binary', Buffer.from(buffer))]);

  function frameOf(afterNumber: number, shape: FrameShape, fill: (frame: PositionFrame) => void) {
    const head = { number, afterNumber, serverAtMs: Date.now(), firstKey };
    const { buffer, frame } = createPositionFrame(head, shape);
    if (buffer.byteLength !== bytesOfFrame(shape)) throw new Error('a frame of another size');
    fill(frame);
    return packed(buffer);
  }
  const none = { gone: 0, placed: 0, moved: 0, bitmapBytes: 0 };
  const complete = () =>
    frameOf(0, { ...none, placed: vehicles }, ({ placed }) => {
      placed.lonE6.set(table.lonE6);
      placed.latE6.set(table.latE6);
      placed.speedKph.set(table.speedKph);
      placed.heading.set(table.heading);
      placed.fixAtS.fill(Math.floor(Date.now() / 1000));
      for (let i = 0; i < vehicles; i++) placed.key[i] = firstKey + i;
    });
  const bitmapBytes = Math.ceil(vehicles / 32) * 4;
  const step = () =>
    frameOf(number - 1, { ...none, moved: vehicles, bitmapBytes }, ({ moved }) => {
      for (let i = 0; i < vehicles; i++) {
        moved.bitmap[i >> 3]! |= 1 << (i & 7);
        const lonStep = table.lonE6[i]! - before.lonE6[i]!;
        writeStep(moved, i, lonStep, table.latE6[i]! - before.latE6[i]!);
      }
      moved.speedKph.set(table.speedKph);
      moved.heading.set(table.heading);
    });

  return () => {
    before.lonE6.set(table.lonE6);
    before.latE6.set(table.latE6);
    table.step();
    number += 1;
    return { complete: complete(), step: step() };
  };
}
