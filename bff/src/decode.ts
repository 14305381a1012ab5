import { parseArgs } from 'node:util';
import { protocolReaders } from '#app/protocol-readers.ts';

/**
 * `npm run --silent decode -- <protocol> [--key HEX] [--model NAME]` reads bytes on standard input,
 * as hex or as they are, and prints what they mean or why they are refused, as JSON.
 * Exit codes: 0 all of it was understood, 1 something was refused, 2 the command itself is wrong.
 */

/** More than any message of any protocol; a whole recording is cut by its owner. */
const mostBytes = 16 * 1024 * 1024;

/** Hex with blanks, line ends, `0x` or colons between is hex; all else is taken as it came. */
function bytesOf(input: Buffer): Uint8Array {
  const digits = input.toString('latin1').replaceAll(/0x|[\s:,]/gi, '');
  const isHex = digits.length > 0 && digits.length % 2 === 0 && /^[0-9a-f]+$/i.test(digits);
  return isHex ? Buffer.from(digits, 'hex') : input;
}

async function standardInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    length += (chunk as Buffer).length;
    if (length > mostBytes) throw new RangeError(`more than ${mostBytes} bytes`);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function usage(why: string): number {
  const known = protocolReaders.map(
    ({ protocol, standard }) => `  ${protocol.padEnd(16)}${standard}`,
  );
  process.stderr.write(
    `${why}\nnpm run --silent decode -- <protocol> [--key HEX] [--model NAME]\n${known.join('\n')}\n`,
  );
  return 2;
}

type Readings = ReturnType<(typeof protocolReaders)[number]['read']>;

function print(protocol: string, bytes: number, messages: Readings): number {
  process.stdout.write(`${JSON.stringify({ protocol, bytes, messages }, null, 2)}\n`);
  return messages.length > 0 && messages.every(({ ok }) => ok) ? 0 : 1;
}

async function decode(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { key: { type: 'string' }, model: { type: 'string' } },
  });
  const [protocol] = positionals;
  const reader = protocolReaders.find((each) => each.protocol === protocol);
  if (!reader) return usage(protocol ? `Nobody here reads "${protocol}".` : 'Which protocol?');
  const bytes = bytesOf(await standardInput());
  const aids = {
    ...(values.key === undefined ? {} : { keyHex: values.key }),
    ...(values.model === undefined ? {} : { deviceModel: values.model }),
  };
  return print(reader.protocol, bytes.length, reader.read(bytes, aids));
}

process.exitCode = await decode(process.argv.slice(2)).catch((error: unknown) =>
  usage(error instanceof Error ? error.message : String(error)),
);
