import { join } from 'node:path';
import type { Site } from '@ftz/shared/contract/site.ts';
import { Type } from 'typebox';
import type { CameraLinks } from '#adapters/camera-link.ts';
import type { Config } from './config.ts';
import type { DeviceKeys } from './device-keys.ts';
import { readJsonFile } from './read-json-file.ts';

const Link = Type.Object({
  url: Type.String({ pattern: '^https?://[^@\\s]+$', maxLength: 400 }),
  username: Type.String({ maxLength: 100, pattern: '^[^"]*$' }),
  password: Type.String({ maxLength: 200 }),
  channel: Type.Optional(Type.Integer({ minimum: 1, maximum: 512 })),
});
const Links = Type.Record(Type.String({ maxLength: 64 }), Link);
const LinkFile = Type.Object({ isapi: Type.Optional(Links), onvif: Type.Optional(Links) });
const remedy =
  'correct it: by gateway (isapi, onvif) and camera it names url, username and password, for a recorder its channel';

type AnalysisGateway = 'isapi' | 'onvif';

/** What the simulated cameras of this house know the centre by. */
const simulatedUser = 'centre';

/**
 * Where cameras are asked for what their analysis found: `DATA_DIR/camera-links.json`, written by a
 * technician, and beside it the simulated ones of those that it does not name. Throws `damaged-file`.
 */
export function readCameraLinks(
  { dataDir, feeds, isapiUrl, onvifUrl }: Config,
  { equipment }: Pick<Site, 'equipment'>,
  keys: DeviceKeys,
): Record<AnalysisGateway, CameraLinks> {
  const written = readJsonFile(join(dataDir, 'camera-links.json'), LinkFile, remedy) ?? {};
  const simulated = (gateway: AnalysisGateway, base: string | null): CameraLinks => {
    if (base === null || feeds === 'none') return {};
    const cameras = equipment.filter((each) => each.gateway === gateway);
    return Object.fromEntries(
      cameras.map(({ deviceId }) => {
        const url = `${base.replace(/\/+$/, '')}/${deviceId}`;
        const password = keys.devices[`${gateway}/${deviceId}`] ?? '';
        return [deviceId, { url, username: simulatedUser, password }];
      }),
    );
  };
  return {
    isapi: { ...simulated('isapi', isapiUrl), ...written.isapi },
    onvif: { ...simulated('onvif', onvifUrl), ...written.onvif },
  };
}
