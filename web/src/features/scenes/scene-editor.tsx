import type { Scene } from '@ftz/shared/contract/scene.ts';
import { siteHall } from '@ftz/shared/site/scenes.ts';
import {
  beginDraft,
  changed,
  type Draft,
  redone,
  saved,
  undone,
  withoutPane,
  withPane,
} from '@ftz/shared/state/scene-draft.ts';
import { sceneOf, sceneVersion } from '@ftz/shared/state/scenes.ts';
import { type ReactNode, useState } from 'react';
import { useKeys } from '#desk/keys.ts';
import { forgetRefusal, perform, useAct } from '#live/acts.ts';
import { useSituation } from '#live/durable-store.ts';
import { useText } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import { ConflictNotice } from './conflict-notice.tsx';
import { DraftCanvas } from './draft-canvas.tsx';
import { copyOfScene } from './new-scene.ts';
import { PaneForm } from './pane-form.tsx';
import { SceneForm } from './scene-form.tsx';
import { ShowOnWall } from './show-on-wall.tsx';

type Props = {
  draft: Draft;
  onDraft: (draft: Draft) => void;
  preview: (scene: Scene) => ReactNode;
  mayArrange: boolean;
};

/** One scene on the table: its panes, its name, and what becomes of it. */
export function SceneEditor({ draft, onDraft, preview, mayArrange }: Props) {
  const { scene: text } = useText();
  const { scene } = draft;
  const [selected, setSelected] = useState<number | null>(null);
  const [isPreview, setPreview] = useState(false);
  const [isRefused, setRefused] = useState(false);
  const change = (next: Scene) => {
    setRefused(false);
    onDraft(changed(draft, next));
  };
  const remove = (index: number) => {
    change(withoutPane(scene, index));
    setSelected(null);
  };
  useKeys({
    'Ctrl+z': () => onDraft(undone(draft)),
    'Ctrl+y': () => onDraft(redone(draft)),
  });
  const pane = selected === null ? undefined : scene.panes[selected];
  return (
    <section className="scene-editor" data-changed={draft.isChanged}>
      <SaveRow draft={draft} onDraft={onDraft} mayArrange={mayArrange} />
      <ConflictNotice draft={draft} onDraft={onDraft} />
      <div className="editor-tools">
        <button
          type="button"
          className="button"
          aria-pressed={isPreview}
          onClick={() => setPreview(!isPreview)}
        >
          {isPreview ? text.layout : text.preview}
        </button>
        <button
          type="button"
          className="button"
          disabled={draft.past.length === 0}
          onClick={() => onDraft(undone(draft))}
        >
          {text.undo} <kbd>Ctrl Z</kbd>
        </button>
        <button
          type="button"
          className="button"
          disabled={draft.future.length === 0}
          onClick={() => onDraft(redone(draft))}
        >
          {text.redo} <kbd>Ctrl Y</kbd>
        </button>
        <span className="dim">{text.keys}</span>
      </div>
      <p role="status" className="refused">
        {isRefused ? text.refused : null}
      </p>
      <div className="editor-table">
        <div className="editor-canvas">
          {isPreview ? (
            preview(scene)
          ) : (
            <DraftCanvas
              scene={scene}
              selected={selected}
              onSelect={setSelected}
              onPlace={change}
              onRemove={remove}
              onRefused={() => setRefused(true)}
            />
          )}
        </div>
        <div className="editor-side">
          <SceneForm scene={scene} onChange={change} onNoRoom={() => setRefused(true)} />
          {pane && selected !== null ? (
            <PaneForm
              pane={pane}
              onChange={(next) => change(withPane(scene, selected, next))}
              onRemove={() => remove(selected)}
            />
          ) : null}
          {mayArrange && !draft.isChanged ? <ShowOnWall sceneId={scene.id} /> : null}
        </div>
      </div>
    </section>
  );
}

type SaveProps = Pick<Props, 'draft' | 'onDraft' | 'mayArrange'>;

function SaveRow({ draft, onDraft, mayArrange }: SaveProps) {
  const { scene: text, shell } = useText();
  const { scene, baseVersion } = draft;
  const key = `scene-${scene.id}`;
  const act = useAct(key);
  const record = useSituation(({ scenes }) => scenes[scene.id]);
  const version = useSituation((situation) => sceneVersion(situation, siteHall.scenes, scene.id));
  const before = useSituation((situation) => sceneOf(situation, siteHall.scenes, scene.id));
  const save = async () => {
    if (await perform(key, 'scene.save', { scene }, baseVersion)) onDraft(saved(draft));
  };
  const takeBack = async () => {
    const done = await perform(key, 'scene.remove', { sceneId: scene.id }, version);
    const own = siteHall.scenes.find(({ id }) => id === scene.id);
    if (done && own && version !== null) onDraft(beginDraft(own, version + 1));
  };
  const undoAll = () => {
    forgetRefusal(key);
    if (before) onDraft(beginDraft(before, version));
  };
  if (!mayArrange) return <p className="dim">{text.mayLook}</p>;
  return (
    <div className="save-row">
      <button
        type="button"
        className="button primary"
        disabled={!draft.isChanged || act.state === 'sending'}
        onClick={() => void save()}
      >
        {text.save}
      </button>
      <span className="num">
        {draft.isChanged ? text.changedSince(baseVersion ?? 0) : text.savedAs(baseVersion ?? 0)}
      </span>
      {draft.isChanged && before ? (
        <button type="button" className="button" onClick={undoAll}>
          {text.undoAll}
        </button>
      ) : null}
      <button
        type="button"
        className="button"
        data-act="duplicate"
        onClick={() => onDraft(beginDraft(copyOfScene(scene, text.copyOf), null))}
      >
        {text.duplicate}
      </button>
      {record?.saved ? (
        <button type="button" className="button quiet" onClick={() => void takeBack()}>
          {siteHall.scenes.some(({ id }) => id === scene.id) ? text.backToSite : text.remove}
        </button>
      ) : null}
      {act.state === 'sending' ? <span role="status">{shell.sending}</span> : null}
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
    </div>
  );
}
