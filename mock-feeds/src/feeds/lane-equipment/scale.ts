import { openPersistentSocket } from '#feeds/persistent-socket.ts';
import type { Random } from '#sim/random.ts';
import { encodeAscii, encodeRegistration, encodeToledo } from './encode.ts';

export type ScaleSettings = {
  host: string;
  port: number;
  deviceId: string;
  key: string;
  /** Which output its indicator is set to. */
  output: 'toledo' | 'ascii';
  random: Random;
  samplesPerS?: number;
};

export type ScaleDevice = {
  /** A vehicle of this weight drives on, stands, and leaves. */
  weigh: (kg: number) => void;
  online: Promise<void>;
  close: () => void;
};

const rollsOnSamples = 6;
const standsSamples = 20;

/**
 * A weighbridge behind a serial server: its indicator sends for ever and hears nothing, so it never
 * knows whether a weight was kept, and no journal of what was kept can name one.
 */
export function startScale(settings: ScaleSettings): ScaleDevice {
  const { deviceId, key, output, random, samplesPerS = 2 } = settings;
  const opened = Promise.withResolvers<void>();
  const encode = output === 'toledo' ? encodeToledo : encodeAscii;
  let ahead: { kg: number; moving: boolean }[] = [];
  const socket = openPersistentSocket({
    ...settings,
    onOpen: () => {
      socket.write(Buffer.from(encodeRegistration(key, deviceId)));
      socket.settled();
      opened.resolve();
    },
    onData: () => {},
    onClosed: () => {},
  });
  const sample = () => ahead.shift() ?? { kg: 0, moving: false };
  const beat = setInterval(() => socket.write(encode(sample())), 1000 / samplesPerS);
  return {
    weigh: (kg) => {
      const rolling = Array.from({ length: rollsOnSamples }, () => ({
        kg: random.between(kg / 4, kg),
        moving: true,
      }));
      const standing = Array.from({ length: standsSamples }, () => ({ kg, moving: false }));
      ahead = [...ahead, ...rolling, ...standing, ...rolling.map((each) => ({ ...each }))];
    },
    online: opened.promise,
    close: () => {
      clearInterval(beat);
      socket.close();
    },
  };
}
