import type { RegisteredDevice } from '@ftz/shared/contract/device.ts';
import type { GatewayHost } from '#adapters/device-adapter.ts';
import { AlarmEdges } from './alarm-bits.ts';
import { type HeldTwice, LiveTerminals } from './live-terminals.ts';
import { OrderBook } from './order-book.ts';
import { type Assembly, join, PartStore } from './parts.ts';
import type { TerminalLine } from './terminal-line.ts';

/** What the house knows of a registered terminal; null: it is a stranger. */
export type KnownTerminal = Pick<RegisteredDevice, 'model' | 'datum'>;
export type TerminalRegister = (terminalId: string) => KnownTerminal | null;

/** What a line needs of the house, the same for all lines. */
export type LineHouse = {
  host: GatewayHost;
  registry: TerminalRegister;
  edges: AlarmEdges;
  live: LiveTerminals<TerminalLine>;
  orders: OrderBook;
  parts: PartStore<TerminalLine>;
};

/** Levels are remembered for so many terminals with an alarm on: a fleet of 20,000, and strangers. */
const maxTerminalsRemembered = 40_000;

/** The memory of one gateway, shared by all of its lines. `sweep` is called every second. */
export function createLineHouse(
  host: GatewayHost,
  registry: TerminalRegister,
): LineHouse & { sweep: () => void } {
  const orders = new OrderBook(host);
  const parts = new PartStore<TerminalLine>({
    missing: askForParts,
    // Each part was acknowledged, the message was not: the terminal knows that it did not arrive.
    lost: (assembly) => host.keepBadFrame(join(assembly), 'parts-missing', assembly.line.peer),
  });
  return {
    host,
    registry,
    edges: new AlarmEdges(maxTerminalsRemembered),
    live: new LiveTerminals<TerminalLine>(maxTerminalsRemembered, reportCopies(host)),
    orders,
    parts,
    sweep: () => {
      orders.sweep();
      parts.sweep(host.nowMs());
    },
  };
}

/** What a count of one byte can name; the rest is asked for when these have come. */
const mostAskedFor = 255;

/** 0x8003: the flow number of the first part, how many are missing (2019: WORD), and which. */
function askForParts(assembly: Assembly<TerminalLine>, indexes: number[]): void {
  const { line, caller, firstFlow } = assembly;
  const asked = indexes.slice(0, mostAskedFor);
  const count = caller.layout === '2019' ? [0, asked.length] : [asked.length];
  const numbers = [firstFlow, ...asked].map((value) => [value >> 8, value & 0xff]);
  const [first = [], ...rest] = numbers;
  line.say(caller, 0x8003, Uint8Array.from([...first, ...count, ...rest.flat()]));
}

/** One name, two lines that both speak: one of them is a copy. The newcomer is not believed, and a person is told. */
const reportCopies =
  (host: GatewayHost): HeldTwice<TerminalLine> =>
  (deviceId, holder, { peer }) =>
    host.reportBreach?.({
      deviceId,
      breach: 'copied-identity',
      peer,
      detail: `also speaks from ${holder.peer}`,
    });
