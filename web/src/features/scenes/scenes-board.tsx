import type { Scene } from '@ftz/shared/contract/scene.ts';
import { siteHall } from '@ftz/shared/site/scenes.ts';
import { beginDraft, type Draft } from '@ftz/shared/state/scene-draft.ts';
import { allScenes, sceneVersion } from '@ftz/shared/state/scenes.ts';
import { type ReactNode, useState } from 'react';
import { useSituation } from '#live/durable-store.ts';
import { nameIn } from '#text/names.ts';
import { useLanguage, useText } from '#text/text.ts';
import { newScene } from './new-scene.ts';
import { SceneEditor } from './scene-editor.tsx';
import { useMayArrange, WallsPanel } from './walls-panel.tsx';
import './scenes-board.css';

type Props = {
  /** The real parts of a scene, for the same room that the layout has. */
  preview: (scene: Scene) => ReactNode;
};

/** What the walls show, what they can show, and how that is laid out. */
export function ScenesBoard({ preview }: Props) {
  const { scene: text } = useText();
  const [draft, setDraft] = useState<Draft | null>(null);
  const mayArrange = useMayArrange();
  return (
    <div className="scenes-board">
      <aside>
        <WallsPanel />
        <SceneList draft={draft} onBegin={setDraft} />
      </aside>
      {draft ? (
        <SceneEditor
          key={draft.scene.id}
          draft={draft}
          onDraft={setDraft}
          preview={preview}
          mayArrange={mayArrange}
        />
      ) : (
        <p className="dim nothing">{text.chooseScene}</p>
      )}
    </div>
  );
}

type ListProps = { draft: Draft | null; onBegin: (draft: Draft) => void };

function SceneList({ draft, onBegin }: ListProps) {
  const { scene: text } = useText();
  const language = useLanguage();
  const scenes = useSituation((situation) => allScenes(situation, siteHall.scenes));
  const records = useSituation((situation) => situation.scenes);
  const mayArrange = useMayArrange();
  const [leaving, setLeaving] = useState<Draft | null>(null);
  // What was changed and not saved is not thrown away by one click.
  const begin = (next: Draft) =>
    draft?.isChanged && draft.scene.id !== next.scene.id ? setLeaving(next) : onBegin(next);
  const versionOf = (id: string) => sceneVersion({ scenes: records }, siteHall.scenes, id) ?? 1;
  return (
    <section className="scene-list">
      <h2>{text.scenes}</h2>
      <ul>
        {scenes.map((scene) => (
          <li key={scene.id}>
            <button
              type="button"
              data-scene-id={scene.id}
              aria-current={draft?.scene.id === scene.id}
              onClick={() => begin(beginDraft(scene, versionOf(scene.id)))}
            >
              <b>{nameIn(language, scene)}</b>
              <span className="num dim">
                {records[scene.id]
                  ? text.versionBy(versionOf(scene.id), records[scene.id]?.byName ?? '')
                  : text.ofSite}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {mayArrange ? (
        <button
          type="button"
          className="button"
          onClick={() => begin(beginDraft(newScene(), null))}
        >
          {text.newScene}
        </button>
      ) : null}
      {leaving ? (
        <p role="alert" className="leaving">
          {text.unsaved}
          <button
            type="button"
            className="button"
            onClick={() => {
              onBegin(leaving);
              setLeaving(null);
            }}
          >
            {text.leaveUnsaved}
          </button>
          <button type="button" className="button quiet" onClick={() => setLeaving(null)}>
            {text.goOn}
          </button>
        </p>
      ) : null}
    </section>
  );
}
