import { BlockList, isIP } from 'node:net';

/** Where cameras may be reached. What is not in it is never called, whatever a name resolves to. */
export type CameraNetworks = { allows: (address: string, port: number) => boolean };

const entry = /^(\[[0-9a-fA-F:.]+\]|[0-9.]+)(?:\/(\d{1,3}))?:(\d{1,5})$/;

/**
 * Reads `10.20.0.0/16:554,10.21.4.7:80,[fd00::]/8:554`: a network or an address, and one port of it.
 * Null when it cannot be read; nothing is allowed by an empty text.
 */
export function parseNetworks(text: string): CameraNetworks | null {
  const byPort = new Map<number, BlockList>();
  for (const part of text.split(',').map((each) => each.trim())) {
    if (part === '') continue;
    const [, quoted = '', bits, port] = entry.exec(part) ?? [];
    const address = quoted.replace(/^\[|\]$/g, '');
    const family = isIP(address);
    const longest = family === 6 ? 128 : 32;
    const prefix = bits === undefined ? longest : Number(bits);
    if (family === 0 || prefix > longest || Number(port) > 65_535) return null;
    const list = byPort.get(Number(port)) ?? new BlockList();
    list.addSubnet(address, prefix, family === 6 ? 'ipv6' : 'ipv4');
    byPort.set(Number(port), list);
  }
  return {
    allows: (address, port) => {
      const family = isIP(address);
      if (family === 0) return false;
      return byPort.get(port)?.check(address, family === 6 ? 'ipv6' : 'ipv4') ?? false;
    },
  };
}
