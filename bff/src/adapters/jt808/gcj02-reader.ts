import { gcj02ToWgs84, wgs84ToGcj02 } from '@ftz/shared/geo/gcj02.ts';
import type { ProtocolReader, Reading } from '#adapters/protocol-reader.ts';

const isDegrees = (value: unknown, most: number): value is number =>
  typeof value === 'number' && Math.abs(value) <= most;

type Asked = { crs: unknown; lat_deg: unknown; lon_deg: unknown };

function asked(bytes: Uint8Array): Asked | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return value !== null && typeof value === 'object' ? (value as Asked) : null;
  } catch {
    return null;
  }
}

/** A place of one datum, told in the other: `{"crs":"GCJ02","lat_deg":31.2,"lon_deg":121.5}`. */
export const gcj02Reader: ProtocolReader = {
  protocol: 'gcj02',
  standard: 'GCJ-02 and WGS-84, one into the other; input {"crs","lat_deg","lon_deg"}',
  read: (bytes) => {
    if (bytes.length === 0) return [];
    const place = { at: 0, length: bytes.length };
    const refused = (reason: string): Reading[] => [{ ...place, ok: false, reason }];
    const words = asked(bytes);
    if (words === null) return refused('no-object');
    const { crs, lat_deg: lat, lon_deg: lon } = words;
    if (!isDegrees(lat, 90) || !isDegrees(lon, 180)) return refused('no-place');
    if (crs !== 'GCJ02' && crs !== 'WGS84') return refused('unknown-datum');
    const other = crs === 'GCJ02' ? 'WGS84' : 'GCJ02';
    const turned = crs === 'GCJ02' ? gcj02ToWgs84([lon, lat]) : wgs84ToGcj02([lon, lat]);
    const fields = { crs: other, lat_deg: turned[1], lon_deg: turned[0] };
    return [{ ...place, ok: true, kind: 'place', fields }];
  },
};
