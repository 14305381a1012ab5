import { areaIds } from '@ftz/shared/contract/ids.ts';
import { usualWallLayers, wallLayers } from '@ftz/shared/contract/map-layer.ts';
import type { ScenePane, ScenePart } from '@ftz/shared/contract/scene.ts';
import { toggledLayer } from '@ftz/shared/state/scene-draft.ts';
import { isMap } from '@ftz/shared/state/scene-layout.ts';
import { useSite } from '#api/site.ts';
import { nameIn } from '#text/names.ts';
import { useLanguage, useText, wordFor } from '#text/text.ts';

/** Parts that tell of one area where they are asked to. */
const ofAreas: readonly ScenePart[] = ['area-map', 'incident', 'camera-grid', 'alarm-list'];
const mostCameras = 16;

type Props = { pane: ScenePane; onChange: (pane: ScenePane) => void; onRemove: () => void };

/** What one pane tells of. */
export function PaneForm({ pane, onChange, onRemove }: Props) {
  const { scene: text, shell } = useText();
  return (
    <fieldset className="pane-form">
      <legend>{text.parts[pane.part]}</legend>
      {ofAreas.includes(pane.part) ? (
        <label>
          {text.area}
          <select
            className="field"
            name="pane-area"
            value={pane.area ?? ''}
            onChange={({ target }) =>
              onChange({ ...pane, area: areaIds.find((id) => id === target.value) ?? null })
            }
          >
            <option value="">{text.everyArea}</option>
            {areaIds.map((id) => (
              <option key={id} value={id}>
                {wordFor(shell.areaNames, id)}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      {isMap(pane.part) ? <LayerField pane={pane} onChange={onChange} /> : null}
      {pane.part === 'camera-grid' ? <CameraField pane={pane} onChange={onChange} /> : null}
      <button type="button" className="button quiet" onClick={onRemove}>
        {text.removePane} <kbd>Del</kbd>
      </button>
    </fieldset>
  );
}

function LayerField({ pane, onChange }: Pick<Props, 'pane' | 'onChange'>) {
  const { scene: text, map } = useText();
  const shown = pane.layers ?? usualWallLayers;
  return (
    <fieldset className="layer-field">
      <legend>{text.layers}</legend>
      {wallLayers.map((layer) => (
        <button
          key={layer}
          type="button"
          className="button"
          data-layer={layer}
          aria-pressed={shown.includes(layer)}
          onClick={() => onChange(toggledLayer(pane, layer))}
        >
          {map.layer[layer]}
        </button>
      ))}
      <p className="dim">{text.layersHint}</p>
    </fieldset>
  );
}

function CameraField({ pane, onChange }: Pick<Props, 'pane' | 'onChange'>) {
  const { scene: text } = useText();
  const language = useLanguage();
  const cameras = useSite()?.site.cameras ?? [];
  const own = cameras.filter(({ area }) => pane.area === null || area === pane.area);
  return (
    <label>
      {text.cameras} <span className="dim">{text.camerasHint}</span>
      <select
        className="field"
        name="pane-cameras"
        multiple
        size={6}
        value={pane.cameraIds}
        onChange={({ target }) => {
          const ids = [...target.selectedOptions].map(({ value }) => value);
          onChange({ ...pane, cameraIds: ids.slice(0, mostCameras) });
        }}
      >
        {own.map((camera) => (
          <option key={camera.id} value={camera.id}>
            {camera.id} {nameIn(language, camera)}
          </option>
        ))}
      </select>
    </label>
  );
}
