import { wallIds } from '@ftz/shared/contract/wall.ts';
import { perform, useAct } from '#live/acts.ts';
import { useSituation } from '#live/durable-store.ts';
import { useText } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';

const key = 'show-on-wall';

/** What was saved is hung up by one click. */
export function ShowOnWall({ sceneId }: { sceneId: string }) {
  const { scene: text } = useText();
  const act = useAct(key);
  const walls = useSituation((situation) => situation.walls);
  return (
    <fieldset className="show-on-wall">
      <legend>{text.showOn}</legend>
      {wallIds.map((wallId) => (
        <button
          key={wallId}
          type="button"
          className="button"
          data-show-on={wallId}
          disabled={!walls[wallId]}
          onClick={() => void perform(key, 'wall.set-scene', { wallId, sceneId }, null)}
        >
          {text.wall(wallId)}
        </button>
      ))}
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
    </fieldset>
  );
}
