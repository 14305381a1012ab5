import { type Scene, sceneGrid } from '@ftz/shared/contract/scene.ts';
import { siteHall } from '@ftz/shared/site/scenes.ts';
import { beginDraft, type Draft } from '@ftz/shared/state/scene-draft.ts';
import { sceneOf, sceneVersion } from '@ftz/shared/state/scenes.ts';
import type { CSSProperties } from 'react';
import { zoneMinute } from '#lib/zone-time.ts';
import { forgetRefusal } from '#live/acts.ts';
import { useSituation } from '#live/durable-store.ts';
import { useText } from '#text/text.ts';
import { copyOfScene } from './new-scene.ts';

type Props = { draft: Draft; onDraft: (draft: Draft) => void };

const grid = { '--columns': sceneGrid.columns, '--rows': sceneGrid.rows } as CSSProperties;

/**
 * Somebody saved the same scene meanwhile: both are in sight, and neither is lost before somebody has
 * chosen.
 */
export function ConflictNotice({ draft, onDraft }: Props) {
  const { scene: text } = useText();
  const { scene, baseVersion } = draft;
  const record = useSituation(({ scenes }) => scenes[scene.id]);
  const version = useSituation((situation) => sceneVersion(situation, siteHall.scenes, scene.id));
  const theirs = useSituation((situation) => sceneOf(situation, siteHall.scenes, scene.id));
  if (version === null || baseVersion === null || version <= baseVersion) return null;
  const choose = (next: Draft) => {
    forgetRefusal(`scene-${scene.id}`);
    onDraft(next);
  };
  const aside = copyOfScene(scene, text.copyOf);
  return (
    <section className="conflict" role="alert">
      <p>{text.savedMeanwhile(record?.byName ?? '', version, zoneMinute(record?.atMs ?? 0))}</p>
      <Miniature scene={scene} name={text.mine} />
      {theirs ? <Miniature scene={theirs} name={text.theirs} /> : <p>{text.theirsGone}</p>}
      <div className="choices">
        {theirs ? (
          <Choice name="theirs" onChoose={() => choose(beginDraft(theirs, version))}>
            {text.takeTheirs}
          </Choice>
        ) : null}
        <Choice
          name="mine"
          onChoose={() => choose({ ...draft, baseVersion: version, isChanged: true })}
        >
          {text.goOnWithMine}
        </Choice>
        <Choice name="aside" onChoose={() => choose(beginDraft(aside, null))}>
          {text.mineAside}
        </Choice>
      </div>
    </section>
  );
}

type ChoiceProps = { name: string; onChoose: () => void; children: string };

function Choice({ name, onChoose, children }: ChoiceProps) {
  return (
    <button type="button" className="button" data-choice={name} onClick={onChoose}>
      {children}
    </button>
  );
}

function Miniature({ scene, name }: { scene: Scene; name: string }) {
  const { scene: text } = useText();
  return (
    <figure>
      <figcaption>{name}</figcaption>
      <div className="miniature" style={grid}>
        {scene.panes.map(({ part, x, y, w, h }) => (
          <span
            key={`${x} ${y}`}
            style={{ gridArea: `${y + 1} / ${x + 1} / span ${h} / span ${w}` }}
          >
            {text.parts[part]}
          </span>
        ))}
      </div>
    </figure>
  );
}
