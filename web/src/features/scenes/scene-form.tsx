import { type Scene, type SceneLook, sceneParts } from '@ftz/shared/contract/scene.ts';
import { withPart } from '@ftz/shared/state/scene-draft.ts';
import { useText } from '#text/text.ts';

const looks: readonly SceneLook[] = ['auto', 'day', 'night'];

type Props = { scene: Scene; onChange: (scene: Scene) => void; onNoRoom: () => void };

/** How it is called, how bright it is, and further parts for it. */
export function SceneForm({ scene, onChange, onNoRoom }: Props) {
  const { scene: text } = useText();
  return (
    <fieldset className="scene-form">
      <legend>{text.sceneItself}</legend>
      <label>
        {text.nameZh}
        <input
          className="field"
          name="scene-name-zh"
          maxLength={40}
          value={scene.nameZh}
          onChange={({ target }) => onChange({ ...scene, nameZh: target.value })}
        />
      </label>
      <label>
        {text.nameEn}
        <input
          className="field"
          name="scene-name-en"
          maxLength={40}
          value={scene.nameEn}
          onChange={({ target }) => onChange({ ...scene, nameEn: target.value })}
        />
      </label>
      <label>
        {text.look}
        <select
          className="field"
          name="scene-look"
          value={scene.look}
          onChange={({ target }) =>
            onChange({ ...scene, look: looks.find((look) => look === target.value) ?? 'auto' })
          }
        >
          {looks.map((look) => (
            <option key={look} value={look}>
              {text.looks[look]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {text.addPart}
        <select
          className="field"
          name="scene-add"
          value=""
          onChange={({ target }) => {
            const part = sceneParts.find((each) => each === target.value);
            const next = part && withPart(scene, part);
            if (next) onChange(next);
            else onNoRoom();
          }}
        >
          <option value="">…</option>
          {sceneParts.map((part) => (
            <option key={part} value={part}>
              {text.parts[part]}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  );
}
