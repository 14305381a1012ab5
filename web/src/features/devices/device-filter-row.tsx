import type { GatewayName } from '@ftz/shared/contract/device.ts';
import { type AreaId, areaIds } from '@ftz/shared/contract/ids.ts';
import { useEffect, useState } from 'react';
import type { DeviceFilter } from '#api/devices.ts';
import { usePrincipal } from '#api/session.ts';
import { useText, wordFor } from '#text/text.ts';

/** A word that is still being typed is not asked for yet. */
const typedMs = 250;

type Props = {
  filter: DeviceFilter;
  gateways: readonly GatewayName[];
  onFilter: (filter: DeviceFilter) => void;
};

/** Which devices: by a part of the id or the plate, by door, by area, or only those that are not well. */
export function DeviceFilterRow({ filter, gateways, onFilter }: Props) {
  const { devices: text, shell } = useText();
  const areas = usePrincipal()?.areas ?? [];
  const [typed, setTyped] = useState(filter.search);
  useEffect(() => {
    if (typed === filter.search) return;
    const timer = setTimeout(() => onFilter({ ...filter, search: typed }), typedMs);
    return () => clearTimeout(timer);
  }, [typed, filter, onFilter]);
  return (
    <div className="device-filter">
      <input
        type="search"
        className="field"
        aria-label={text.search}
        placeholder={text.search}
        maxLength={64}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <select
        className="field"
        aria-label={text.gateway}
        value={filter.gateway ?? ''}
        onChange={({ target }) =>
          onFilter({ ...filter, gateway: (target.value || null) as GatewayName | null })
        }
      >
        <option value="">{text.everyGateway}</option>
        {gateways.map((gateway) => (
          <option key={gateway} value={gateway}>
            {wordFor(shell.gateways, gateway)}
          </option>
        ))}
      </select>
      <select
        className="field"
        aria-label={text.area}
        value={filter.area ?? ''}
        onChange={({ target }) =>
          onFilter({ ...filter, area: (target.value || null) as AreaId | null })
        }
      >
        <option value="">{text.everyArea}</option>
        {areaIds
          .filter((area) => areas.includes(area))
          .map((area) => (
            <option key={area} value={area}>
              {wordFor(shell.areaNames, area)}
            </option>
          ))}
      </select>
      <button
        type="button"
        className="button"
        aria-pressed={filter.abnormalOnly}
        onClick={() => onFilter({ ...filter, abnormalOnly: !filter.abnormalOnly })}
      >
        {text.filterLost}
      </button>
    </div>
  );
}
