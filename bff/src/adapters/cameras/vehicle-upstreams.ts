import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CameraTrouble } from '@ftz/shared/contract/camera.ts';
import { vehicleCameraOf } from '@ftz/shared/contract/vehicle-camera.ts';
import { failed } from './judge-media.ts';
import type { Upstream } from './upstream.ts';
import { createVehicleStreams, type VehicleStreamsSettings } from './vehicle-streams.ts';

export type VehicleUpstreamsSettings = Pick<
  VehicleStreamsSettings,
  'video' | 'mostStreams' | 'idleMs'
> & {
  /** The terminal that a registered vehicle has; null: it is a stranger, or has none. */
  terminalOf: (vehicleId: string) => string | null;
};

export type VehicleUpstreams = {
  /** Removes what a house that died left behind. */
  start: () => void;
  /** Null: no camera of a registered vehicle. Nothing is sent before somebody asks what it gives. */
  of: (cameraId: string) => Upstream | null;
  troubleOf: (cameraId: string) => CameraTrouble | null;
  close: () => Promise<void>;
};

/** Pictures of vehicles' own cameras, which are sent while somebody asks for them and no longer. */
export function openVehicleUpstreams(
  settings: VehicleUpstreamsSettings & VehicleStreamsSettings,
): VehicleUpstreams {
  const picturesDir = join(settings.picturesDir, '~vehicles');
  const streams = createVehicleStreams({ ...settings, picturesDir });
  return {
    start: () => rmSync(picturesDir, { recursive: true, force: true }),
    of: (cameraId) => {
      const camera = vehicleCameraOf(cameraId);
      const terminalId = camera && settings.terminalOf(camera.vehicleId);
      if (!terminalId) return null;
      const ask = () => streams.use(cameraId, { terminalId, channel: camera.channel });
      return {
        playlist: async () => ask()?.playlist(cameraId) ?? failed('unreachable'),
        init: async () => ask()?.init(cameraId) ?? failed('unreachable'),
        segment: async (_, number) => ask()?.segment(cameraId, number) ?? failed('unreachable'),
      };
    },
    troubleOf: streams.troubleOf,
    close: streams.close,
  };
}
