import type { LonLat } from '@ftz/shared/contract/position.ts';
import { wgs84ToGcj02 } from '@ftz/shared/geo/gcj02.ts';
import { useText } from '#text/text.ts';

/**
 * Hands the place over to the phone's own navigation: to Amap in the datum in which its map is drawn, to
 * others in the one in which `geo:` is written (RFC 5870). The same place, half a kilometre apart in numbers.
 */
export function NavigateLinks({ point, name }: { point: LonLat; name: string }) {
  const { field } = useText();
  return (
    <div className="form-buttons">
      <a className="button" href={amapAddress(point, name, navigator.userAgent)}>
        {field.amap}
      </a>
      <a className="button" href={geoAddress(point)}>
        {field.otherMap}
      </a>
    </div>
  );
}

export function geoAddress([lon, lat]: LonLat): string {
  return `geo:${lat.toFixed(6)},${lon.toFixed(6)}`;
}

export function amapAddress(point: LonLat, name: string, userAgent: string): string {
  const [lon, lat] = wgs84ToGcj02(point);
  const to = new URLSearchParams({
    sourceApplication: 'ftz',
    dlat: lat.toFixed(6),
    dlon: lon.toFixed(6),
    dname: name,
    // What is given is in the map's own datum.
    dev: '0',
    t: '0',
  });
  const isApple = /iPhone|iPad/.test(userAgent);
  return `${isApple ? 'iosamap://path' : 'amapuri://route/plan/'}?${to}`;
}
